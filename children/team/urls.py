from django.urls import path

from children.team import views

urlpatterns = [
    path("children/<uuid:child>/team/", views.reflections, name="reflections"),
    path("children/<uuid:child>/team/new/", views.add_reflection, name="add_reflection"),
]
