from django.urls import path

from sessions_app.first_days import views

urlpatterns = [
    path("children/<uuid:child>/first-days/", views.first_days, name="first_days"),
    path(
        "children/<uuid:child>/first-days/does-not-apply/",
        views.first_days_not_needed,
        name="first_days_not_needed",
    ),
    path("children/<uuid:child>/first-days/<slug:task>/", views.first_days_task, name="first_days_task"),
]
