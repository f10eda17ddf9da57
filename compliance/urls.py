from django.urls import include, path

from children.checklist.views import file
from children.social_worker.views import social_worker
from sessions_app.handover.views import handover
from sessions_app.social_worker.views import draft_update

app_name = "compliance"
urlpatterns = [
    path("", include("compliance.history.urls")),
    path("", include("compliance.boards.urls")),
    path("", include("compliance.flags.urls")),
    path("", include("compliance.staff.urls")),
    # pages of the rooms below that began here: a name is never changed, links and bookmarks lean on it
    path("", include("homes.settings.urls")),
    path("", include("sessions_app.key_workers.urls")),
    path("children/<uuid:child>/file/", file, name="file"),
    path("children/<uuid:child>/social-worker/", social_worker, name="social_worker"),
    path("children/<uuid:child>/social-worker/update/", draft_update, name="draft_update"),
    path("homes/<uuid:home>/handover/", handover, name="handover"),
]
