from django.urls import path

from children.people import views

urlpatterns = [
    path("children/<uuid:child>/people/", views.people, name="people"),
    path("children/<uuid:child>/people/new/", views.add_person, name="add_person"),
    path("people/<uuid:known>/", views.person, name="person"),
    path("people/<uuid:known>/edit/", views.edit_person, name="edit_person"),
    path("people/<uuid:known>/end/", views.end_person, name="end_person"),
    path("people/<uuid:known>/change/", views.change_person, name="change_person"),
    path("people/<uuid:known>/address/", views.person_address, name="person_address"),
]
