// Under a file field: the names, sizes and small pictures of what was chosen, and a word when one is
// larger than data-max-mb or empty. Only a courtesy: the server judges each file by its content.
(() => {
  const size = (bytes) =>
    bytes < 1048576
      ? `${Math.max(1, Math.round(bytes / 1024))} KB`
      : `${(bytes / 1048576).toLocaleString("vi-VN", { maximumFractionDigits: 1 })} MB`;

  const line = (file, maxMb) => {
    const item = document.createElement("li");
    if (file.type.startsWith("image/")) {
      const picture = document.createElement("img");
      picture.src = URL.createObjectURL(file);
      picture.alt = "";
      picture.addEventListener("load", () => URL.revokeObjectURL(picture.src), { once: true });
      picture.addEventListener("error", () => picture.remove(), { once: true });
      item.append(picture);
    }
    const words = document.createElement("span");
    words.textContent = `${file.name} (${size(file.size)})`;
    if (file.size === 0) {
      words.textContent += ": tệp rỗng, xin chọn tệp khác.";
      words.className = "is-bad";
    } else if (maxMb && file.size > maxMb * 1048576) {
      words.textContent += `: lớn hơn ${maxMb} MB, xin chọn tệp nhỏ hơn hoặc chụp lại.`;
      words.className = "is-bad";
    }
    item.append(words);
    return item;
  };

  document.addEventListener("change", (event) => {
    const field = event.target;
    if (!(field instanceof HTMLInputElement) || field.type !== "file") return;
    let list = field.parentElement.querySelector(".upload-list");
    if (!list) {
      list = document.createElement("ul");
      list.className = "upload-list";
      list.setAttribute("role", "status");
      field.after(list);
    }
    list.replaceChildren(...[...field.files].map((file) => line(file, Number(field.dataset.maxMb))));
  });
})();
