from django.urls import path

from compliance.history import views

urlpatterns = [
    path("children/<uuid:child>/history/", views.child_history, name="child_history"),
    path("children/<uuid:child>/history/looked/", views.child_looked, name="child_looked"),
    path("homes/<uuid:home>/history/", views.home_history, name="home_history"),
    path("homes/<uuid:home>/history/looked/", views.home_looked, name="home_looked"),
    path("homes/<uuid:home>/history/seal/", views.home_seal, name="home_seal"),
]
