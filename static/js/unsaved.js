// Asks before one leaves a form with data-unsaved whose answers have not been kept.
(() => {
  const changed = new Set();
  const formOf = (event) => event.target.closest?.("form[data-unsaved]");

  document.addEventListener("input", (event) => {
    const form = formOf(event);
    if (form) changed.add(form);
  });
  document.addEventListener("submit", () => changed.clear());
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
