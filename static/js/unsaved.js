// Asks before one leaves a form with data-unsaved whose answers have not been kept. Where several stand on one
// page (data-unsaved="each"), sending one of them asks about the others too. One with data-refused came back
// from the server as typed: it is not kept yet.
(() => {
  const changed = new Set();
  const formOf = (event) => event.target.closest?.("form[data-unsaved]");

  document.addEventListener("input", (event) => {
    const form = formOf(event);
    if (form) changed.add(form);
  });
  for (const form of document.querySelectorAll('form[data-unsaved="each"][data-refused]')) changed.add(form);
  document.addEventListener("submit", (event) => {
    changed.delete(event.target);
    for (const form of changed) if (form.dataset.unsaved !== "each") changed.delete(form);
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    // what is typed while the answer is under way counts as new
    const form = formOf(event);
    if (form) changed.delete(form);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = formOf(event);
    if (form && !event.detail.successful) changed.add(form);
  });
  window.addEventListener("beforeunload", (event) => {
    const waiting = [...changed].some((form) => form.isConnected);
    if (waiting) event.preventDefault();
  });
})();
