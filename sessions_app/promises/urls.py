from django.urls import path

from sessions_app.promises import views

urlpatterns = [
    path("children/<uuid:child>/agreed/", views.agreed, name="agreed"),
    path("homes/<uuid:home>/agreed/", views.home_agreed, name="home_agreed"),
    path("agreed/<uuid:action>/", views.action, name="action"),
    path("agreed/<uuid:action>/done/", views.action_done, name="action_done"),
]
