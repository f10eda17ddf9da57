from django.urls import path

from compliance.file import views

urlpatterns = [
    path("children/<uuid:child>/file/", views.file, name="file"),
]
