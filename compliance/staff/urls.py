from django.urls import path

from compliance.staff import views

urlpatterns = [
    path("homes/<uuid:home>/staff/", views.staff, name="staff"),
    path("homes/<uuid:home>/staff/<uuid:person>/", views.staff_member, name="staff_member"),
    path("homes/<uuid:home>/staff/<uuid:person>/leave/", views.add_leave, name="add_leave"),
    path("homes/<uuid:home>/staff/<uuid:person>/leaving/", views.leaving, name="leaving"),
    path(
        "homes/<uuid:home>/staff/<uuid:person>/roles/<uuid:role>/reopen/",
        views.reopen_role,
        name="reopen_role",
    ),
    path("homes/<uuid:home>/staff/<uuid:person>/role/", views.change_role, name="change_role"),
    path("homes/<uuid:home>/staff/<uuid:person>/ready/", views.add_readiness, name="add_readiness"),
    path(
        "homes/<uuid:home>/staff/<uuid:person>/second-step/",
        views.reset_second_step,
        name="reset_second_step",
    ),
    path("homes/<uuid:home>/staff/<uuid:person>/unlock/", views.unlock_sign_in, name="unlock_sign_in"),
    path("homes/<uuid:home>/staff/<uuid:person>/picture/", views.staff_picture, name="staff_picture"),
    path("children/<uuid:child>/cover/<uuid:leave>/", views.cover, name="cover"),
    path("leave/<uuid:leave>/end/", views.end_leave, name="end_leave"),
    path("leave/<uuid:leave>/call-off/", views.call_off_leave, name="call_off_leave"),
]
