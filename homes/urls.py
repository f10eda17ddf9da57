from django.urls import include, path

from homes import views

app_name = "homes"
urlpatterns = [
    path("", views.front, name="front"),
    path("help/", views.help, name="help"),
    path("colours/", views.colours, name="colours"),
    path("switch/", views.switch, name="switch"),
    path("", include("homes.inspectors.urls")),
    path("", include("homes.staff.inviting.urls")),
]
