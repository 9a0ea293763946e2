// A ballot sent by htmx: says when no answer came, and never shows a ballot again that is kept by the browser.
(() => {
  const failed = (event) => {
    if (!event.target.closest?.("form[data-ballot]")) return;
    document.querySelector("[data-ballot-fault]").hidden = false;
    window.scrollTo(0, 0);
  };
  document.addEventListener("htmx:sendError", failed);
  document.addEventListener("htmx:responseError", failed);

  // the way back asks the server, which knows whether the ballot has been cast
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
})();
