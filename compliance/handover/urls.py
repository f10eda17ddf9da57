from django.urls import path

from compliance.handover import views

urlpatterns = [
    path("homes/<uuid:home>/handover/", views.handover, name="handover"),
]
