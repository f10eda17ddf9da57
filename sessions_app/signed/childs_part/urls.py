from django.urls import path

from sessions_app.signed.childs_part import views

urlpatterns = [
    path("sessions/<uuid:session>/hand-over/", views.hand_to_child, name="hand_to_child"),
    path("sessions/<uuid:session>/childs-turn/", views.childs_turn, name="childs_turn"),
    path("sessions/<uuid:session>/childs-copy/", views.childs_copy, name="childs_copy"),
    path("childs-parts/<uuid:childs_part>/drawing/", views.childs_drawing, name="childs_drawing"),
    path(
        "childs-parts/<uuid:childs_part>/withdraw/",
        views.withdraw_childs_part,
        name="withdraw_childs_part",
    ),
    path("give-back/", views.give_back, name="give_back"),
]
