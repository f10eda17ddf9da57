from django.urls import include, path

from homes import views
from homes.sign_in.me import views as me

app_name = "homes"
urlpatterns = [
    path("", views.front, name="front"),
    path("help/", views.help, name="help"),
    path("colours/", views.colours, name="colours"),
    path("switch/", views.switch, name="switch"),
    path("me/", me.me, name="me"),
    path("me/browsers/", me.end_browsers, name="end_browsers"),
    path("", include("homes.inspectors.urls")),
    path("", include("homes.staff.inviting.urls")),
]
