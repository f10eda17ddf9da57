from django.urls import path

from sessions_app.plans import views

urlpatterns = [
    path("children/<uuid:child>/plans/", views.plans, name="plans"),
    path("children/<uuid:child>/plans/new/", views.plan_new, name="plan_new"),
    path("children/<uuid:child>/plans/card/", views.plan_card, name="plan_card"),
    path("homes/<uuid:home>/week/", views.week, name="week"),
    path("plans/<uuid:plan>/", views.plan, name="plan"),
    path("plans/<uuid:plan>/change/", views.plan_change, name="plan_change"),
    path("plans/<uuid:plan>/another-day/", views.plan_move, name="plan_move"),
    path("plans/<uuid:plan>/call-off/", views.plan_call_off, name="plan_call_off"),
]
