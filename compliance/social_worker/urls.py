from django.urls import path

from compliance.social_worker import views

urlpatterns = [
    path("children/<uuid:child>/social-worker/", views.social_worker, name="social_worker"),
    path("children/<uuid:child>/social-worker/update/", views.draft_update, name="draft_update"),
]
