// Tells the writer whether what was typed is kept, and keeps it when the page is left early or another
// form of the page is sent: that one waits until what was typed is saved, and is not sent if it cannot be.
// A form with data-refused came back from the server with something wrong: it is not saved yet.
// Works on forms with data-autosave that htmx posts; the words go to the form's [data-save-state].
// The hour is the server's (Date header).
(() => {
  const hour = new Intl.DateTimeFormat("vi-VN", {
    timeZone: "Asia/Ho_Chi_Minh",
    hour: "2-digit",
    minute: "2-digit",
  });
  const unsaved = new Set();
  const underWay = new Set(); // a save that leaving the page would cut off
  const sentOff = new Set(); // forms sent whole by a button: nothing older may arrive after them

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

  let waiting = null; // what was pressed in another form meanwhile: {form, submitter}

  const goOn = () => {
    if (!waiting || unsaved.size || underWay.size) return;
    const { form, submitter } = waiting;
    waiting = null;
    form.requestSubmit(submitter);
  };

  document.addEventListener("submit", (event) => {
    const sent = event.target;
    unsaved.delete(sent);
    if (underWay.delete(sent)) htmx.trigger(sent, "htmx:abort");
    if (sent.matches("[data-autosave]")) sentOff.add(sent);
    for (const form of unsaved) if (!form.isConnected) unsaved.delete(form);
    if (sent.method !== "post" || sent.matches("[data-autosave]")) return;
    if (!sent.requestSubmit || !window.htmx || !(unsaved.size || underWay.size)) return;
    event.preventDefault();
    waiting = { form: sent, submitter: event.submitter };
    for (const form of unsaved) htmx.trigger(form, "change");
  });

  for (const form of document.querySelectorAll("form[data-autosave][data-refused]")) unsaved.add(form);

  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = formOf(event);
    if (!form) return;
    unsaved.delete(form);
    if (sentOff.has(form)) {
      event.preventDefault();
      return;
    }
    underWay.add(form);
    tell(form, "Đang lưu…", false);
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    const form = formOf(event);
    if (!form) return;
    underWay.delete(form);
    if (sentOff.has(form)) return;
    const { successful, xhr } = event.detail;
    // Signed out meanwhile, the answer comes from the sign-in page: nothing was kept.
    const elsewhere = xhr?.responseURL && new URL(xhr.responseURL).pathname !== addressOf(form).pathname;
    if (successful && !elsewhere) {
      const at = new Date(xhr.getResponseHeader("Date") || Date.now());
      tell(form, `Đã lưu lúc ${hour.format(at)}`, false);
      goOn();
      return;
    }
    unsaved.add(form);
    if (waiting) form.querySelector("[data-save-state]")?.scrollIntoView({ block: "center" });
    waiting = null;
    if (elsewhere || xhr?.status === 403) {
      tell(form, "Đã hết phiên đăng nhập, phần vừa gõ chưa lưu. Xin đăng nhập lại ở cửa sổ khác rồi bấm Lưu.", true);
    } else if (xhr?.status === 422) {
      tell(form, "Chưa lưu: có mục cần sửa, xem câu báo cạnh ô nhập.", true);
    } else {
      tell(form, "Chưa lưu được. Nội dung vẫn còn trên trang, xin kiểm tra đường truyền.", true);
    }
  });

  // What this saving says of a field takes the place of what the last whole sending said of it.
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const { id } = event.detail.target;
    if (id.endsWith("_luu")) document.getElementById(id.replace(/_luu$/, "_error"))?.remove();
  });

  window.addEventListener("pageshow", () => sentOff.clear()); // back to a page the browser has kept

  // Left before the pause after typing was over: the last words go along.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "hidden") return;
    for (const form of new Set([...unsaved, ...underWay])) navigator.sendBeacon(addressOf(form), new FormData(form));
    unsaved.clear();
  });
})();
