from django.urls import path

from homes import views

app_name = "homes"
urlpatterns = [
    path("", views.front, name="front"),
    path("help/", views.help, name="help"),
    path("colours/", views.colours, name="colours"),
    path("switch/", views.switch, name="switch"),
    path("homes/<uuid:home>/inspectors/", views.inspectors, name="inspectors"),
    path(
        "homes/<uuid:home>/inspectors/<uuid:grant>/withdraw/",
        views.withdraw_inspector,
        name="withdraw_inspector",
    ),
]
