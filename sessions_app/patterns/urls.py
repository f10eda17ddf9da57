from django.urls import path

from sessions_app.patterns import views

urlpatterns = [path("children/<uuid:child>/patterns/", views.patterns, name="patterns")]
