from django.urls import path

from children.people.contacts import views

urlpatterns = [
    path("children/<uuid:child>/contacts/", views.contacts, name="contacts"),
    path("children/<uuid:child>/contacts/new/", views.log_contact, name="log_contact"),
    path("children/<uuid:child>/contacts/new/somebody/", views.log_with_somebody, name="log_with_somebody"),
    path("people/<uuid:known>/contacts/new/", views.log_with, name="log_with"),
    path("people/<uuid:barred>/contacts/tried/", views.log_attempt, name="log_attempt"),
    path("contacts/<uuid:contact>/", views.contact, name="contact"),
    path("contacts/<uuid:contact>/seen/", views.contact_seen, name="contact_seen"),
]
