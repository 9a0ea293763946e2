// Small manners of every page; each works on what htmx brings in as well.
(() => {
  const roles = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TFOOT: "rowgroup", TR: "row", TD: "cell" };
  const role = (part) =>
    part.tagName === "TH" ? (part.scope === "row" ? "rowheader" : "columnheader") : roles[part.tagName];

  const find = (root, selector) => [
    ...(root.matches?.(selector) ? [root] : []),
    ...root.querySelectorAll(selector),
  ];

  const settle = (root) => {
    find(root, "[data-error-summary]")[0]?.focus();
    // the browser would cut what is pasted without a word; the server says what is too long and keeps it
    find(root, "[maxlength]").forEach((field) => field.removeAttribute("maxlength"));
    find(root, "button[data-print]").forEach((button) => (button.hidden = false));
    // tables shown as cards lose their meaning to screen readers: give it back
    find(root, "table.table-cards").forEach((table) => {
      [table, ...table.querySelectorAll("thead, tbody, tfoot, tr, th, td")].forEach((part) =>
        part.setAttribute("role", role(part)),
      );
    });
  };

  document.addEventListener("click", (event) => {
    if (event.target.closest("button[data-print]")) window.print();
    // a menu closes when one clicks beside it
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });

  document.addEventListener("htmx:load", (event) => {
    if (event.target !== document.body) settle(event.target);
  });
  settle(document);
})();
