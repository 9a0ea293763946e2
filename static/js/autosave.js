// Tells the writer whether what was typed is kept. Works on forms with data-autosave that htmx
// posts; the words go to the form's [data-save-state]. The hour is the server's (Date header).
(() => {
  const hour = new Intl.DateTimeFormat("vi-VN", {
    timeZone: "Asia/Ho_Chi_Minh",
    hour: "2-digit",
    minute: "2-digit",
  });

  const tell = (event, words, bad) => {
    const form = event.target.closest?.("form[data-autosave]");
    const place = form?.querySelector("[data-save-state]");
    if (!place) return;
    place.textContent = words;
    place.classList.toggle("is-bad", bad);
  };

  document.addEventListener("htmx:beforeRequest", (event) => tell(event, "Đang lưu…", false));

  document.addEventListener("htmx:afterRequest", (event) => {
    const { successful, xhr } = event.detail;
    if (successful) {
      const at = new Date(xhr.getResponseHeader("Date") || Date.now());
      tell(event, `Đã lưu lúc ${hour.format(at)}`, false);
    } else if (xhr?.status === 422) {
      tell(event, "Chưa lưu: có mục cần sửa, xem câu báo cạnh ô nhập.", true);
    } else {
      tell(event, "Chưa lưu được. Nội dung vẫn còn trên trang, xin kiểm tra đường truyền.", true);
    }
  });
})();
