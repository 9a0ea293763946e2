// Tells the writer whether what was typed is kept, and keeps it when the page is left early.
// Works on forms with data-autosave that htmx posts; the words go to the form's [data-save-state].
// The hour is the server's (Date header).
(() => {
  const hour = new Intl.DateTimeFormat("vi-VN", {
    timeZone: "Asia/Ho_Chi_Minh",
    hour: "2-digit",
    minute: "2-digit",
  });
  const unsaved = new Set();

  const formOf = (event) => event.target.closest?.("form[data-autosave]");
  const addressOf = (form) => new URL(form.getAttribute("hx-post") || location.href, location.href);

  const tell = (form, words, bad) => {
    const place = form.querySelector("[data-save-state]");
    if (!place) return;
    place.textContent = words;
    place.classList.toggle("is-bad", bad);
  };

  document.addEventListener("input", (event) => {
    const form = formOf(event);
    if (form) unsaved.add(form);
  });

  document.addEventListener("submit", (event) => unsaved.delete(event.target));

  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = formOf(event);
    if (!form) return;
    unsaved.delete(form);
    tell(form, "Đang lưu…", false);
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    const form = formOf(event);
    if (!form) return;
    const { successful, xhr } = event.detail;
    // Signed out meanwhile, the answer comes from the sign-in page: nothing was kept.
    const elsewhere = xhr?.responseURL && new URL(xhr.responseURL).pathname !== addressOf(form).pathname;
    if (successful && !elsewhere) {
      const at = new Date(xhr.getResponseHeader("Date") || Date.now());
      tell(form, `Đã lưu lúc ${hour.format(at)}`, false);
      return;
    }
    unsaved.add(form);
    if (elsewhere || xhr?.status === 403) {
      tell(form, "Đã hết phiên đăng nhập, phần vừa gõ chưa lưu. Xin đăng nhập lại ở cửa sổ khác rồi bấm Lưu.", true);
    } else if (xhr?.status === 422) {
      tell(form, "Chưa lưu: có mục cần sửa, xem câu báo cạnh ô nhập.", true);
    } else {
      tell(form, "Chưa lưu được. Nội dung vẫn còn trên trang, xin kiểm tra đường truyền.", true);
    }
  });

  // Left before the pause after typing was over: the last words go along.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "hidden") return;
    for (const form of unsaved) navigator.sendBeacon(addressOf(form), new FormData(form));
    unsaved.clear();
  });
})();
