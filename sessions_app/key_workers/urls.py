from django.urls import path

from sessions_app.key_workers import views

urlpatterns = [
    path("children/<uuid:child>/key-workers/", views.key_workers, name="key_workers"),
    path("children/<uuid:child>/key-workers/new/", views.name_key_worker, name="name_key_worker"),
    path("assignments/<uuid:assignment>/change/", views.change_key_worker, name="change_key_worker"),
    path("assignments/<uuid:assignment>/end/", views.end_key_worker, name="end_key_worker"),
    path("assignments/<uuid:assignment>/told/", views.child_told, name="child_told"),
]
