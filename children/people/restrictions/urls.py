from django.urls import path

from children.people.restrictions import views

urlpatterns = [
    path("children/<uuid:child>/restrictions/new/", views.add_restriction, name="add_restriction"),
    path("restrictions/<uuid:restriction>/", views.restriction, name="restriction"),
    path("restrictions/<uuid:restriction>/review/", views.review_restriction, name="review_restriction"),
    path("restrictions/<uuid:restriction>/end/", views.end_restriction, name="end_restriction"),
    path(
        "restrictions/<uuid:restriction>/complete/", views.complete_restriction, name="complete_restriction"
    ),
]
