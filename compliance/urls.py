from django.urls import include, path

from compliance.views import board, children, estate, flags, inspection, settings, staff, today

app_name = "compliance"
urlpatterns = [
    path("today/", today.today, name="today"),
    path("estate/", estate.estate, name="estate"),
    path("children/", children.children, name="children"),
    path("children/<uuid:child>/", children.child, name="child"),
    path("homes/<uuid:home>/board/", board.board, name="board"),
    path("homes/<uuid:home>/flags/", flags.flags, name="flags"),
    path("flags/<uuid:flag>/seen/", flags.flag_seen, name="flag_seen"),
    path("flags/<uuid:flag>/plan/", flags.flag_plan, name="flag_plan"),
    path("homes/<uuid:home>/settings/", settings.settings, name="settings"),
    path("homes/<uuid:home>/settings/guidance/", settings.settings_profile, name="settings_profile"),
    path("homes/<uuid:home>/settings/words/<slug:term>/", settings.settings_word, name="settings_word"),
    path(
        "homes/<uuid:home>/settings/standards/<slug:rule>/",
        settings.settings_standard,
        name="settings_standard",
    ),
    path("homes/<uuid:home>/settings/lists/<slug:kind>/", settings.settings_list, name="settings_list"),
    path("homes/<uuid:home>/staff/", staff.staff, name="staff"),
    path("homes/<uuid:home>/staff/<uuid:person>/", staff.staff_member, name="staff_member"),
    path("homes/<uuid:home>/staff/<uuid:person>/leave/", staff.add_leave, name="add_leave"),
    path("homes/<uuid:home>/staff/<uuid:person>/leaving/", staff.leaving, name="leaving"),
    path("homes/<uuid:home>/staff/<uuid:person>/ready/", staff.add_readiness, name="add_readiness"),
    path("homes/<uuid:home>/staff/<uuid:person>/picture/", staff.staff_picture, name="staff_picture"),
    path("leave/<uuid:leave>/end/", staff.end_leave, name="end_leave"),
    path("leave/<uuid:leave>/call-off/", staff.call_off_leave, name="call_off_leave"),
    path("homes/<uuid:home>/inspection/", inspection.inspection, name="inspection"),
    path("", include("compliance.key_workers.urls")),
    path("", include("compliance.file.urls")),
    path("", include("compliance.social_worker.urls")),
    path("", include("compliance.handover.urls")),
    path("", include("compliance.history.urls")),
]
