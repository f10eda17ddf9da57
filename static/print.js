/* The Print link prints. Without this file it leads to how the browser prints. */
for (const link of document.querySelectorAll("[data-print]")) {
  link.addEventListener("click", (event) => { event.preventDefault(); window.print(); });
}
