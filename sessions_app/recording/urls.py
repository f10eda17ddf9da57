from django.urls import path

from sessions_app.recording import views

urlpatterns = [
    path("children/<uuid:child>/moments/new/", views.new_moment, name="new_moment"),
    path("children/<uuid:child>/moments/<uuid:session>/", views.moment, name="moment"),
    path("sessions/<uuid:session>/another/", views.another, name="another"),
]
