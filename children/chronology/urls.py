from django.urls import path

from children.chronology import views

urlpatterns = [
    path("children/<uuid:child>/chronology/", views.chronology, name="chronology"),
    path("children/<uuid:child>/chronology/new/", views.add_chronology, name="add_chronology"),
]
