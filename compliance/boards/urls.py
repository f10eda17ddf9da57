from django.urls import path

from compliance.boards import views

urlpatterns = [
    path("today/", views.today, name="today"),
    path("estate/", views.estate, name="estate"),
    path("children/", views.children, name="children"),
    path("children/<uuid:child>/", views.child, name="child"),
    path("homes/<uuid:home>/board/", views.board, name="board"),
    path("homes/<uuid:home>/inspection/", views.inspection, name="inspection"),
]
