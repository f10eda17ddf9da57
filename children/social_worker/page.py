"""What the pages about the social worker share."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from children.placements.models import Child
from children.placements.tabs import people_pages, record_tabs
from homes.forms.pages import FormPage


def child_in_reach(request: HttpRequest, child: UUID) -> Child:
    return get_object_or_404(Child.objects.visible_to(request.access), public_id=child)


def people_tabs(request: HttpRequest, person: Child, home_id: int | None, page: str) -> dict:
    return {
        "tabs": record_tabs(person, request.access, current="people", home_id=home_id),
        "pages": people_pages(person, current=page),
    }


def form_page(back: str, title: str, button: str, done: str, **more: str) -> FormPage:
    return FormPage(title, button, done, "children/social_worker/news_form.html", {"back": back, **more})
