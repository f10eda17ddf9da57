from django.urls import path

from children.about_me import views

urlpatterns = [
    path("children/<uuid:child>/about/new/", views.add_about, name="add_about"),
    path("children/<uuid:child>/dates/new/", views.add_date, name="add_date"),
    path("dates/<uuid:date>/end/", views.end_date, name="end_date"),
    path("children/<uuid:child>/goals/new/", views.add_goal, name="add_goal"),
    path("goals/<uuid:goal>/step/", views.add_step, name="add_step"),
    path("goals/<uuid:goal>/end/", views.end_goal, name="end_goal"),
    path("children/<uuid:child>/room/new/", views.add_room_check, name="add_room_check"),
    path("children/<uuid:child>/items/new/", views.add_item, name="add_item"),
    path("items/<uuid:item>/note/", views.note_item, name="note_item"),
    path("children/<uuid:child>/explained/new/", views.add_explained, name="add_explained"),
    path("children/<uuid:child>/about/", views.about, name="about"),
]
