from django.urls import path

from sessions_app.strip.patterns import views

urlpatterns = [path("children/<uuid:child>/patterns/", views.patterns, name="patterns")]
