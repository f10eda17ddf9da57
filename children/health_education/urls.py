from django.urls import path

from children.health_education import views

urlpatterns = [
    path("children/<uuid:child>/care/", views.care, name="care"),
    path("children/<uuid:child>/care/<slug:topic>/new/", views.add_care, name="add_care"),
]
