from django.urls import path

from children import views

app_name = "children"
urlpatterns = [
    path("homes/<uuid:home>/children/new/", views.add_child, name="add_child"),
    path("children/<uuid:child>/move-on/", views.move_on, name="move_on"),
    path("children/<uuid:child>/key-worker/", views.assign_key_worker, name="assign_key_worker"),
    path("assignments/<uuid:assignment>/end/", views.end_assignment, name="end_assignment"),
    path("children/<uuid:child>/away/", views.add_absence, name="add_absence"),
    path("away/<uuid:absence>/back/", views.record_return, name="record_return"),
    path("children/<uuid:child>/plans/<str:type>/new/", views.add_plan, name="add_plan"),
]
