from django.urls import path

from children.social_worker import views

urlpatterns = [
    path("children/<uuid:child>/social-worker/asked/", views.chase_visit, name="chase_visit"),
    path("updates/<uuid:update>/", views.update, name="update"),
]
