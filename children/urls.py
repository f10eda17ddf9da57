from django.urls import include, path

app_name = "children"
urlpatterns = [
    path("", include("children.placements.urls")),
    path("", include("children.moving_on.urls")),
    path("", include("children.key_workers.urls")),
    path("", include("children.legal_status.urls")),
    path("", include("children.health_education.urls")),
    path("", include("children.file.urls")),
    path("", include("children.people.urls")),
    path("", include("children.people.contacts.urls")),
    path("", include("children.people.restrictions.urls")),
    path("", include("children.about_me.urls")),
    path("", include("children.social_worker.urls")),
    path("", include("children.social_worker.support.urls")),
    path("", include("children.chronology.urls")),
    path("", include("children.handover.urls")),
    path("", include("children.team.urls")),
    path("", include("children.putting_right.urls")),
]
