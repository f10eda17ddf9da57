from django.urls import path

from children.social_worker import views

urlpatterns = [
    path("children/<uuid:child>/asked/<str:type>/", views.chase, name="chase"),
    path("updates/<uuid:update>/", views.update, name="update"),
]
