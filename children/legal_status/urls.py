from django.urls import path

from children.legal_status import views

urlpatterns = [
    path("children/<uuid:child>/orders/", views.orders, name="orders"),
    path("children/<uuid:child>/orders/new/", views.add_order, name="add_order"),
    path("children/<uuid:child>/orders/status/", views.add_status, name="add_status"),
    path("children/<uuid:child>/orders/dates/", views.care_dates, name="care_dates"),
    path("orders/<uuid:order>/end/", views.end_order, name="end_order"),
]
