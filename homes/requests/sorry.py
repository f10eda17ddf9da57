"""The page that says what was not done, and what to do now."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def sorry(request: HttpRequest, title: str, *words: str, status: int) -> HttpResponse:
    """`words`: a paragraph each."""
    return render(request, "sorry.html", {"title": title, "words": words}, status=status)
