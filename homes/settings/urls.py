from django.urls import path

from homes.settings import views
from homes.staff.ringing.views import settings_ringing

urlpatterns = [
    path("homes/<uuid:home>/settings/", views.settings, name="settings"),
    path("homes/<uuid:home>/settings/guidance/", views.settings_profile, name="settings_profile"),
    path("homes/<uuid:home>/settings/whom-to-ring/", settings_ringing, name="settings_ringing"),
    path("homes/<uuid:home>/settings/<slug:section>/", views.settings_section, name="settings_section"),
    path("homes/<uuid:home>/settings/words/<slug:term>/", views.settings_word, name="settings_word"),
    path(
        "homes/<uuid:home>/settings/standards/<slug:rule>/", views.settings_standard, name="settings_standard"
    ),
    path("homes/<uuid:home>/settings/school-terms/<int:year>/", views.settings_terms, name="settings_terms"),
    path("homes/<uuid:home>/settings/lists/<slug:kind>/", views.settings_list, name="settings_list"),
]
