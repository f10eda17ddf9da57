from django.urls import path

from homes.inspectors import views

urlpatterns = [
    path("homes/<uuid:home>/inspectors/", views.inspectors, name="inspectors"),
    path(
        "homes/<uuid:home>/inspectors/<uuid:grant>/withdraw/",
        views.withdraw_inspector,
        name="withdraw_inspector",
    ),
]
