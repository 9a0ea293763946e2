// A form with data-along="id" takes the fields of that form along, so that another button of the page
// loses nothing that was typed; the server keeps them first.
(() => {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const other = form.dataset.along && document.getElementById(form.dataset.along);
    if (!other) return;
    for (const before of form.querySelectorAll("[data-taken-along]")) before.remove();
    for (const [name, value] of new FormData(other)) {
      if (name === "csrfmiddlewaretoken" || typeof value !== "string") continue;
      const field = document.createElement("textarea");
      field.name = name;
      field.value = value;
      field.hidden = true;
      field.dataset.takenAlong = "";
      form.append(field);
    }
  });
})();
