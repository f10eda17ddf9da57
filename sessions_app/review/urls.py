from django.urls import path

from sessions_app.review import approach, views

urlpatterns = [
    path("homes/<uuid:home>/review/", views.to_review, name="to_review"),
    path("homes/<uuid:home>/review/start/", views.start_reviewing, name="start_reviewing"),
    path("children/<uuid:child>/approach/", approach.review_approach, name="review_approach"),
    path("reviews/<uuid:reading>/", views.review, name="review"),
]
