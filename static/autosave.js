/* Keeps a draft on the server while it is written. Nothing is stored in the browser: tablets are shared.
   Without this file the form works the same, and is saved by its buttons. */
(() => {
  const form = document.querySelector("form[data-autosave]");
  const line = document.getElementById("saved-status");
  const conflict = document.getElementById("autosave-conflict");
  if (!form || !line) return;

  const PAUSE = 1000; // after the last key
  const LONGEST_WAIT = 30000;
  const MOST_ON_LEAVING = 60000; // bytes
  let changes = 0; // counts every change; what has been saved is `kept`
  let kept = 0;
  let busy = null; // the save that is on its way
  let timer = 0;
  let failures = 0;
  let stopped = false; // two versions: a person must choose
  let leaving = false;
  let renewed = false; // with a new token, and not yet saved

  const say = (words) => { if (line.textContent.trim() !== words) line.textContent = words; };
  const later = (wait) => { clearTimeout(timer); timer = setTimeout(save, wait); };

  const show = (text, status) => {
    const page = new DOMParser().parseFromString(text, "text/html");
    if (status === 409) {
      stopped = true;
      conflict.replaceChildren(...page.body.childNodes);
      say(form.dataset.failed);
      return;
    }
    const answer = page.body.firstElementChild;
    if (answer && answer.dataset.version) form.elements.version.value = answer.dataset.version;
    if (answer && answer.textContent.trim()) line.replaceChildren(...answer.childNodes);
  };

  const failed = (words) => {
    failures += 1;
    say(words);
    later(Math.min(PAUSE * 2 ** failures, LONGEST_WAIT));
  };

  // Signed in again in another tab, this page gets the new token and goes on by itself.
  const signedOut = async () => {
    const back = window.keyworkSession && await window.keyworkSession.look();
    if (!back || renewed) return failed(form.dataset.signedOut);
    renewed = true;
    return later(0);
  };

  const attempt = async () => {
    const upTo = changes;
    try {
      const response = await send(false);
      if (response.redirected || response.status === 403) return await signedOut();
      if (response.status === 404) return failed(form.dataset.refused);
      if (response.status >= 500) return failed(form.dataset.failed);
      show(await response.text(), response.status);
      failures = 0;
      renewed = false;
      if (response.ok) kept = upTo;
      if (response.ok && kept !== changes) later(PAUSE);
    } catch {
      failed(form.dataset.failed);
    }
  };

  const save = async () => {
    clearTimeout(timer);
    if (busy || stopped || leaving || kept === changes) return;
    busy = attempt();
    await busy;
    busy = null;
  };

  // The token travels in the form: the cookie is not for scripts.
  const send = (keepalive) => fetch(form.dataset.autosave, {
    method: "POST", body: new FormData(form), credentials: "same-origin", keepalive,
  });

  const changed = () => { changes += 1; later(PAUSE); };
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("focusout", () => { if (kept !== changes && !failures) later(200); });

  const leave = () => {
    if (leaving || stopped || busy || kept === changes) return;
    kept = changes;
    send(true).catch(() => {});
  };
  window.addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") save(); });
  // A browser sends at most 64 KiB from a page that is gone: with more to say, it asks before it lets go.
  const tooLong = () => kept !== changes && new Blob([new URLSearchParams(new FormData(form))]).size > MOST_ON_LEAVING;
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && (failures || stopped || tooLong())) event.preventDefault();
  });
  window.addEventListener("pageshow", () => { leaving = false; });

  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (busy && !leaving) { // it moves the version on: let it land first
      event.preventDefault();
      const button = event.submitter;
      leaving = true;
      busy.then(() => form.requestSubmit(button));
      return;
    }
    leaving = true;
  });
})();
