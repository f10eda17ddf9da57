from django.urls import path

from compliance.views import board, children, estate, flags, history, inspection, key_workers, today

app_name = "compliance"
urlpatterns = [
    path("today/", today.today, name="today"),
    path("estate/", estate.estate, name="estate"),
    path("children/", children.children, name="children"),
    path("children/<uuid:child>/", children.child, name="child"),
    path("children/<uuid:child>/key-workers/", key_workers.key_workers, name="key_workers"),
    path("children/<uuid:child>/key-workers/new/", key_workers.name_key_worker, name="name_key_worker"),
    path("assignments/<uuid:assignment>/change/", key_workers.change_key_worker, name="change_key_worker"),
    path("assignments/<uuid:assignment>/end/", key_workers.end_key_worker, name="end_key_worker"),
    path("assignments/<uuid:assignment>/told/", key_workers.child_told, name="child_told"),
    path("children/<uuid:child>/history/", history.child_history, name="child_history"),
    path("children/<uuid:child>/history/looked/", history.child_looked, name="child_looked"),
    path("homes/<uuid:home>/board/", board.board, name="board"),
    path("homes/<uuid:home>/flags/", flags.flags, name="flags"),
    path("flags/<uuid:flag>/seen/", flags.flag_seen, name="flag_seen"),
    path("flags/<uuid:flag>/plan/", flags.flag_plan, name="flag_plan"),
    path("homes/<uuid:home>/history/", history.home_history, name="home_history"),
    path("homes/<uuid:home>/history/looked/", history.home_looked, name="home_looked"),
    path("homes/<uuid:home>/inspection/", inspection.inspection, name="inspection"),
]
