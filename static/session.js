/* Says two minutes before the end of the session that it ends, and lets a person stay. A page that was open when its
   person signed in again, here or in another tab, gets the new token. Without this file a form that comes too late is
   kept all the same, and opens filled in after signing in. */
for (const current of document.querySelectorAll(".kw-tabs [aria-current], .kw-nav [aria-current]")) {
  const row = current.closest("nav");
  row.scrollLeft = Math.max(0, current.offsetLeft - row.offsetLeft + current.offsetWidth - row.clientWidth + 60);
}
(() => {
  const box = document.getElementById("session-ends");
  if (!box) return;
  const words = document.createElement("p");
  const stay = document.createElement("button");
  stay.type = "button";
  stay.className = "kw-button kw-button--secondary";
  stay.textContent = box.dataset.stay;
  box.append(words, stay);
  const WARN_AT = 120; // seconds before the end
  const ASK_AGAIN = 15;
  let timer = 0;

  const ask = async (extend) => {
    const address = new URL(box.dataset.url, location.href);
    address.searchParams.set("person", box.dataset.person);
    if (extend) address.searchParams.set("stay", "1");
    const response = await fetch(address, { credentials: "same-origin", cache: "no-store" });
    if (response.redirected) location.replace(response.url); // the tablet is in a child's hands: so is this tab
    return response.json();
  };

  const renew = (token) => {
    for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = token;
  };

  const tell = (left, canStay) => {
    const soon = canStay ? box.dataset.soon : box.dataset.whole;
    words.textContent = left > 0 ? soon : box.dataset.over;
    stay.hidden = left <= 0 || !canStay;
    box.hidden = false;
  };

  const later = (seconds) => { clearTimeout(timer); timer = setTimeout(look, seconds * 1000); };

  const look = async (extend = false) => {
    try {
      const { left, can_stay: canStay, token } = await ask(extend === true);
      if (token) renew(token);
      if (left > WARN_AT) {
        box.hidden = true;
        later(left - WARN_AT);
      } else {
        tell(left, canStay);
        later(ASK_AGAIN);
      }
      return Boolean(token) && left > 0;
    } catch {
      later(ASK_AGAIN);
      return false;
    }
  };

  stay.addEventListener("click", () => look(true));
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") look(); });
  window.keyworkSession = { look };
  later(Math.max(Number(box.dataset.left) - WARN_AT, 1));
})();
