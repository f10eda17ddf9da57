from django.urls import path

from compliance.flags import views

urlpatterns = [
    path("homes/<uuid:home>/flags/", views.flags, name="flags"),
    path("flags/<uuid:flag>/seen/", views.flag_seen, name="flag_seen"),
    path("flags/<uuid:flag>/plan/", views.flag_plan, name="flag_plan"),
]
