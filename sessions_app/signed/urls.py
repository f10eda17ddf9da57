from django.urls import path

from sessions_app.signed import views

urlpatterns = [
    path("sessions/<uuid:session>/", views.detail, name="detail"),
    path("sessions/<uuid:session>/add/", views.add_details, name="add_details"),
    path("sessions/<uuid:session>/void/", views.void, name="void"),
]
