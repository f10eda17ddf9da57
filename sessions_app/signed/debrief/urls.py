from django.urls import path

from sessions_app.signed.debrief import views

urlpatterns = [
    path("sessions/<uuid:session>/debrief/", views.debrief, name="debrief"),
    path("debriefs/<uuid:debrief>/talk/", views.debrief_talk, name="debrief_talk"),
]
