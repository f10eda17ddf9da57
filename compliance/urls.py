from django.urls import include, path

app_name = "compliance"
urlpatterns = [
    path("", include("compliance.key_workers.urls")),
    path("", include("compliance.file.urls")),
    path("", include("compliance.social_worker.urls")),
    path("", include("compliance.handover.urls")),
    path("", include("compliance.history.urls")),
    path("", include("compliance.boards.urls")),
    path("", include("compliance.flags.urls")),
    path("", include("compliance.settings.urls")),
    path("", include("compliance.staff.urls")),
]
