"""The product's addresses, and one page with nothing on it."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from keywork import urls as product


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


urlpatterns = [path("bench/empty/", empty), *product.urlpatterns]
for name in ("handler400", "handler403", "handler404", "handler500"):
    if hasattr(product, name):
        globals()[name] = getattr(product, name)
