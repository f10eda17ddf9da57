"""The product's addresses, and a few that fail in every way a page can."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path

from homes.models import User
from keywork.urls import handler400, handler403, handler404, handler500  # noqa: F401 - Django looks here
from keywork.urls import urlpatterns as real


def failing(error):
    @login_not_required
    def view(request: HttpRequest) -> HttpResponse:
        raise error

    return view


@login_not_required
def asks_the_database(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(User.objects.count()))


urlpatterns = [
    path("fails/400/", failing(SuspiciousOperation("odd"))),
    path("fails/403/", failing(PermissionDenied("Only a manager can do this."))),
    path("fails/404/", failing(Http404())),
    path("fails/500/", failing(RuntimeError("a secret"))),
    path("fails/database/", asks_the_database),
    *real,
]
