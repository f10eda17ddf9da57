from django.urls import path

from children.key_workers import views

urlpatterns = [
    path("children/<uuid:child>/who-is-here/", views.who_is_here, name="who_is_here"),
]
