/* How a record will read, renewed as it is put right. Nothing is saved by it.
   Without this file the button asks for it, and the answer is the whole page with the words kept. */
(() => {
  const place = document.querySelector("[data-outlook]");
  if (!place) return;
  const form = place.closest("form");
  const button = place.querySelector("button");
  let latest = 0;
  let timer = 0;
  let asked = new AbortController();

  const look = async () => {
    const mine = latest += 1;
    asked.abort();
    asked = new AbortController();
    const body = new FormData(form);
    // Nothing to look at yet: it leads elsewhere, or nobody has said why.
    if (!["details", null].includes(body.get("wrong")) || !body.get("because")) return;
    body.set("look", "yes");
    let answer = null;
    try {
      const response = await fetch(form.action || location.href, {
        method: "POST", body, credentials: "same-origin", signal: asked.signal,
      });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      if (response.status === 200) answer = page.querySelector("[data-outlook] #outlook") && page.querySelector("[data-outlook]");
    } catch {
      // the button is there again
    }
    if (mine !== latest) return;
    if (answer) answer.querySelector("button").remove();
    place.replaceChildren(...(answer ? answer.childNodes : [button]));
  };

  form.addEventListener("change", () => { clearTimeout(timer); timer = setTimeout(look, 300); });
  // What is saved is looked at no more: the answer would speak of what was there before.
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    asked.abort();
    latest += 1;
  });
})();
