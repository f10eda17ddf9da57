/* Counts what is written where it comes near the most that is kept. Without this file the answer of the server says it. */
(() => {
  const words = document.currentScript.dataset;
  const NEAR = 0.9;
  const lines = new WeakMap();

  const say = (field) => {
    // As the server counts: a line break is two, any other character one.
    const long = [...field.value.replace(/\r?\n/g, "\r\n")].length;
    const left = Number(field.dataset.most) - long;
    const near = long > Number(field.dataset.most) * NEAR;
    let line = lines.get(field);
    if (!line && !near) return;
    if (!line) {
      line = document.createElement("p");
      line.setAttribute("role", "status");
      field.after(line);
      lines.set(field, line);
    }
    line.className = left < 0 ? "kw-error" : "kw-hint";
    const n = Math.abs(left).toLocaleString("en-GB");
    line.textContent = near ? (left < 0 ? words.over : words.left).replace("{n}", n) : "";
  };

  document.addEventListener("input", (event) => { if (event.target.dataset?.most) say(event.target); });
  for (const field of document.querySelectorAll("[data-most]")) say(field);
})();
