from django.urls import path

from sessions_app.recording.pictures import views

urlpatterns = [
    path("sessions/<uuid:session>/pictures/", views.pictures, name="pictures"),
    path("sessions/<uuid:session>/pictures/<uuid:picture>/", views.picture, name="picture"),
]
