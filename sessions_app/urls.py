from django.urls import include, path

from sessions_app import views

app_name = "sessions"
urlpatterns = [
    path("record/", views.choose_child, name="choose_child"),
    path("children/<uuid:child>/sessions/", views.for_child, name="for_child"),
    path("children/<uuid:child>/sessions/new/", views.new, name="new"),
    path("children/<uuid:child>/sessions/<uuid:session>/edit/", views.edit, name="edit"),
    path("children/<uuid:child>/sessions/<uuid:session>/autosave/", views.autosave, name="autosave"),
    path("sessions/<uuid:session>/check/", views.check, name="check"),
    path("sessions/<uuid:session>/adopt/", views.adopt, name="adopt"),
    path("sessions/<uuid:session>/discard/", views.discard, name="discard"),
    path("", include("sessions_app.plans.urls")),
    path("", include("sessions_app.strip.patterns.urls")),
    path("", include("sessions_app.strip.reports.urls")),
    path("", include("sessions_app.recording.urls")),
    path("", include("sessions_app.recording.pictures.urls")),
    path("", include("sessions_app.promises.urls")),
    path("", include("sessions_app.review.urls")),
    path("", include("sessions_app.signed.urls")),
    path("", include("sessions_app.signed.childs_part.urls")),
    path("", include("sessions_app.first_days.urls")),
    path("", include("sessions_app.worries.urls")),
    path("", include("sessions_app.signed.debrief.urls")),
]
