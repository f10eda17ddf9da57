"""Text twice as big on the narrowest phone: no word is broken, nothing cut off, nothing beside the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.journeys.conftest import NARROW

TWICE = "200%"
SIZE = "size => { document.documentElement.style.fontSize = size; }"
# Asked of what the browser really drew. A word is broken when its letters stand on two lines; what scrolls inside
# itself is not cut off. The long made-up words of the tests' world, and addresses, are no language.
MISFITS = """() => {
  const page = document.documentElement, wrong = new Set(), around = 1;
  const sideways = page.scrollWidth - page.clientWidth;
  if (sideways > 0) wrong.add(`scrolls ${sideways} px sideways`);
  const frame = element => {
    let left = 0, right = page.clientWidth;
    for (let one = element; one && one !== page; one = one.parentElement) {
      const {clipPath, overflowX: how} = getComputedStyle(one);
      if (clipPath !== "none") return null;
      if (how === "auto" || how === "scroll") return [-Infinity, Infinity];
      if (how === "visible") continue;
      const box = one.getBoundingClientRect();
      [left, right] = [Math.max(left, box.left), Math.min(right, box.right)];
    }
    return [left, right];
  };
  const seen = element => element.checkVisibility({opacityProperty: true, visibilityProperty: true})
    && !element.closest(".kw-hidden, .kw-skip, option, select, textarea, script, style, svg, noscript");
  const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), letters = document.createRange();
  while (nodes.nextNode()) {
    const node = nodes.currentNode, element = node.parentElement;
    const language = node.data.replace(/Zq-[a-z]+-qz|\\S+@\\S+/g, other => " ".repeat(other.length));
    if (!node.data.trim() || !seen(element)) continue;
    const edges = frame(element);
    if (!edges) continue; // for who hears the page
    for (const word of language.matchAll(/[\\p{L}’']+/gu)) {
      letters.setStart(node, word.index);
      letters.setEnd(node, word.index + word[0].length);
      const boxes = Array.from(letters.getClientRects()).filter(box => box.width > 1);
      const where = `"${word[0]}" in ${element.tagName.toLowerCase()}.${element.className}`;
      if (new Set(boxes.map(box => Math.round(box.top))).size > 1) wrong.add(`breaks ${where}`);
      const outside = box => box.left < edges[0] - around || box.right > edges[1] + around;
      if (boxes.some(outside)) wrong.add(`cuts off ${where}`);
    }
  }
  return Array.from(wrong);
}"""


def misfits(page: Any) -> Iterator[str]:
    """Of the page that is open, at 320 px with text twice as big."""
    page.set_viewport_size(NARROW)
    page.evaluate(SIZE, TWICE)
    yield from (f"320 px, text twice as big: {one}" for one in page.evaluate(MISFITS))
    page.evaluate(SIZE, "")
