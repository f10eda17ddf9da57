from django.urls import include, path

from children import own_views

app_name = "children"
urlpatterns = [
    path("children/<uuid:child>/about/new/", own_views.add_about, name="add_about"),
    path("children/<uuid:child>/dates/new/", own_views.add_date, name="add_date"),
    path("dates/<uuid:date>/end/", own_views.end_date, name="end_date"),
    path("children/<uuid:child>/goals/new/", own_views.add_goal, name="add_goal"),
    path("goals/<uuid:goal>/step/", own_views.add_step, name="add_step"),
    path("goals/<uuid:goal>/end/", own_views.end_goal, name="end_goal"),
    path("children/<uuid:child>/room/new/", own_views.add_room_check, name="add_room_check"),
    path("children/<uuid:child>/items/new/", own_views.add_item, name="add_item"),
    path("items/<uuid:item>/note/", own_views.note_item, name="note_item"),
    path("children/<uuid:child>/explained/new/", own_views.add_explained, name="add_explained"),
    path("explained/<uuid:explained>/withdraw/", own_views.withdraw_explained, name="withdraw_explained"),
    path("", include("children.placements.urls")),
    path("", include("children.moving_on.urls")),
    path("", include("children.key_workers.urls")),
    path("", include("children.legal_status.urls")),
    path("", include("children.health_education.urls")),
    path("", include("children.file.urls")),
    path("", include("children.people.urls")),
    path("", include("children.people.contacts.urls")),
    path("", include("children.people.restrictions.urls")),
]
