from django.urls import path

from children.placements import views

urlpatterns = [
    path("homes/<uuid:home>/children/new/", views.add_child, name="add_child"),
    path("homes/<uuid:home>/children/expected/", views.expect_child, name="expect_child"),
    path("children/<uuid:child>/moves-in/", views.moves_in, name="moves_in"),
    path("children/<uuid:child>/visits/", views.visits_before, name="visits_before"),
    path("children/<uuid:child>/away/", views.add_absence, name="add_absence"),
    path("away/<uuid:absence>/back/", views.record_return, name="record_return"),
]
