from django.urls import path

from children.file import views

urlpatterns = [
    path("children/<uuid:child>/plans/<str:type>/new/", views.add_plan, name="add_plan"),
    path("children/<uuid:child>/plans/<str:type>/applies/", views.document_applies, name="document_applies"),
    path("versions/<uuid:edition>/copy/", views.copy_given, name="copy_given"),
    path("documents/<uuid:document>/", views.document, name="document"),
]
