from django.urls import path

from children.handover import views

urlpatterns = [
    path("homes/<uuid:home>/handover/note/", views.add_handover_note, name="add_handover_note"),
    path("homes/<uuid:home>/handover/read/", views.handover_seen, name="handover_seen"),
]
