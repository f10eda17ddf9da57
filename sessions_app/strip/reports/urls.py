from django.urls import path

from sessions_app.strip.reports import views

urlpatterns = [
    path("children/<uuid:child>/reports/", views.reports, name="reports"),
    path("children/<uuid:child>/reports/new/", views.report_new, name="report_new"),
    path("reports/<uuid:report>/", views.report, name="report"),
    path("reports/<uuid:report>/pdf/", views.report_pdf, name="report_pdf"),
    path("reports/<uuid:report>/child/", views.report_for_child, name="report_for_child"),
    path("reports/<uuid:report>/correct/", views.report_correct, name="report_correct"),
    path("reports/<uuid:report_draft>/edit/", views.report_edit, name="report_edit"),
    path("reports/<uuid:report_draft>/finish/", views.report_finish, name="report_finish"),
    path("reports/<uuid:report_draft>/throw-away/", views.report_throw_away, name="report_throw_away"),
]
