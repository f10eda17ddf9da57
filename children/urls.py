from django.urls import path

from children import file_views, views

app_name = "children"
urlpatterns = [
    path("homes/<uuid:home>/children/new/", views.add_child, name="add_child"),
    path("children/<uuid:child>/move-on/", views.move_on, name="move_on"),
    path("homes/<uuid:home>/children/expected/", views.expect_child, name="expect_child"),
    path("children/<uuid:child>/moves-in/", views.moves_in, name="moves_in"),
    path("children/<uuid:child>/visits/", views.visits_before, name="visits_before"),
    path("children/<uuid:child>/away/", views.add_absence, name="add_absence"),
    path("away/<uuid:absence>/back/", views.record_return, name="record_return"),
    path("children/<uuid:child>/plans/<str:type>/new/", file_views.add_plan, name="add_plan"),
    path(
        "children/<uuid:child>/plans/<str:type>/applies/",
        file_views.document_applies,
        name="document_applies",
    ),
    path("children/<uuid:child>/plans/<str:type>/asked/", file_views.chase, name="chase"),
    path("versions/<uuid:edition>/copy/", file_views.copy_given, name="copy_given"),
]
