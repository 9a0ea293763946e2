// A button with data-copy copies the text field of that id. On a page without HTTPS browsers give no clipboard:
// then the text is marked and copied the old way. Without this script the field can be marked by hand.
(() => {
  const place = document.querySelector("[data-copied]");
  const tell = (words) => place && (place.textContent = words);

  const marked = (field) => {
    field.focus();
    field.select();
    return document.execCommand("copy");
  };

  document.querySelectorAll("button[data-copy]").forEach((button) => {
    const field = document.getElementById(button.dataset.copy);
    button.hidden = !field;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(field.value);
        tell("Đã chép. Mở Zalo, dán vào khung chat của nơi nhận.");
      } catch {
        tell(
          marked(field)
            ? "Đã chép. Mở Zalo, dán vào khung chat của nơi nhận."
            : "Nội dung đã được bôi đen, hãy bấm Ctrl+C để chép.",
        );
      }
    });
  });
})();
