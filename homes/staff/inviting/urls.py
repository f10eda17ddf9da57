from django.urls import path

from homes.staff.inviting import views

urlpatterns = [
    path("homes/<uuid:home>/invite/", views.invite, name="invite"),
    path("homes/<uuid:home>/invitations/<uuid:invitation>/again/", views.send_again, name="send_again"),
    path(
        "homes/<uuid:home>/invitations/<uuid:invitation>/call-off/",
        views.call_off_invitation,
        name="call_off_invitation",
    ),
]
