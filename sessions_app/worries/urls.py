from django.urls import path

from sessions_app.worries import views

urlpatterns = [
    path("sessions/<uuid:session>/tell/", views.tell_someone, name="tell_someone"),
    path("sessions/<uuid:session>/answer/", views.answer_worry, name="answer_worry"),
]
