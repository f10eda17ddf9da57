from django.urls import path

from homes import views

app_name = "homes"
urlpatterns = [
    path("", views.front, name="front"),
    path("help/", views.help, name="help"),
    path("switch/", views.switch, name="switch"),
]
