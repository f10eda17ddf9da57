from django.urls import path

from children.moving_on import views

urlpatterns = [
    path("children/<uuid:child>/move-on/", views.move_on, name="move_on"),
]
