from django.urls import path

from children.social_worker.support import views

urlpatterns = [
    path("children/<uuid:child>/support/", views.support, name="support"),
    path("children/<uuid:child>/support/new/", views.add_need, name="add_need"),
    path("support/<uuid:need>/step/", views.add_step, name="add_support_step"),
]
