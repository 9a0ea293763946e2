// The frame shows a paper by plain links; this only says which one is open.
(() => {
  const papers = document.querySelectorAll("a[data-paper]");
  const frame = document.querySelector(".paper-frame");
  const mark = (open) =>
    papers.forEach((link) =>
      link === open ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current"),
    );

  papers.forEach((link) =>
    link.addEventListener("click", () => {
      mark(link);
      frame.scrollIntoView({ block: "nearest" });
    }),
  );
  mark([...papers].find((link) => frame && link.href === frame.src));
})();
