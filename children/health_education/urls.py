from django.urls import path

from children.health_education import views

urlpatterns = [
    path("children/<uuid:child>/care/", views.care, name="care"),
    path("children/<uuid:child>/care/<slug:topic>/new/", views.add_care, name="add_care"),
    path("care/<uuid:care>/withdraw/", views.withdraw_care, name="withdraw_care"),
]
