"""Somebody whose device chooses the colours, light or dark, reads every component: no word and no mark is lost."""

import pytest
from django.template.loader import render_to_string

from tests.journeys.conftest import DESKTOP

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Contrast is asked of the browser, of what it really draws: words, icons, and the marks of pictures that speak.
UNREADABLE = """() => {
  const channels = colour => (colour.match(/[\\d.]+/g) || []).map(Number);
  const lightness = colour => {
    const [r, g, b] = channels(colour).map(c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => {
    const [low, high] = [lightness(a), lightness(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };
  const behind = element => {
    for (let one = element; one; one = one.parentElement) {
      const colour = getComputedStyle(one).backgroundColor;
      if (channels(colour)[3] !== 0) return colour;
    }
    const dark = getComputedStyle(document.documentElement).colorScheme.includes("dark");
    return dark ? "rgb(0, 0, 0)" : "rgb(255, 255, 255)";
  };
  const seen = element => element.checkVisibility({opacityProperty: true, visibilityProperty: true})
    && !element.closest(".kw-hidden, [disabled], option, title, desc, script, style");
  const wrong = [];
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const text = words.currentNode.data.trim(), element = words.currentNode.parentElement;
    if (!text || !seen(element)) continue;
    const style = getComputedStyle(element);
    const ink = element.closest("svg") ? style.fill : style.color;
    const under = element.matches(".k-num") ? getComputedStyle(element.previousElementSibling).fill : behind(element);
    if (contrast(ink, under) < 4.5) wrong.push(`"${text.slice(0, 40)}" ${ink} on ${under}`);
  }
  for (const mark of document.querySelectorAll("svg.strip *, svg.daysbar *, .kw-key svg *")) {
    if (!["rect", "circle", "path", "line"].includes(mark.tagName) || !seen(mark)) continue;
    const style = getComputedStyle(mark);
    const inks = [style.fill, style.stroke].filter(ink => ink !== "none");
    if (inks.some(ink => ink.startsWith("url"))) continue;
    if (!inks.some(ink => contrast(ink, behind(mark)) >= 3)) wrong.push(mark.outerHTML.slice(0, 80));
  }
  for (const icon of document.querySelectorAll("svg.kw-icon")) {
    if (!seen(icon) || icon.closest(".kw-button")) continue;
    const {color} = getComputedStyle(icon);
    if (contrast(color, behind(icon)) < 3) wrong.push(`icon ${color}: ${icon.outerHTML.slice(0, 80)}`);
  }
  for (const worst of document.querySelectorAll(".kw-worst")) {
    const rule = getComputedStyle(worst, "::before").backgroundColor;
    if (contrast(rule, behind(worst)) < 3) wrong.push(`the rule of the worst: ${rule}`);
  }
  const boxes = document.querySelectorAll(".kw-restriction");
  for (const box of boxes) {
    const style = getComputedStyle(box), around = behind(box.parentElement);
    if (contrast(style.borderTopColor, around) < 3) wrong.push("restriction without an edge: " + style.borderTopColor);
  }
  if (!boxes.length) wrong.push("no restriction was looked at");
  return wrong;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("theme", ["day", "night"])
def test_every_component_is_read_in_forced_colours(open_as, live_server, world, rf, scheme, theme):
    page = open_as(world.jean, size=DESKTOP)
    page.emulate_media(forced_colors="active", color_scheme=scheme)
    page.goto(f"{live_server.url}/accounts/login/")
    page.set_content(render_to_string("gallery.html").replace("<html", f'<html data-theme="{theme}"', 1))
    page.wait_for_load_state("networkidle")

    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    assert "\n".join(page.evaluate(UNREADABLE)) == ""
