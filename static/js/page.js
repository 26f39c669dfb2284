// What every page does: menus close, the list of problems is read first.
"use strict";

(() => {
  const closeMenus = (except) => {
    for (const menu of document.querySelectorAll("details[data-menu][open]")) {
      if (menu !== except) menu.open = false;
    }
  };
  document.addEventListener("click", (event) => closeMenus(event.target.closest("details[data-menu]")));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = document.querySelector("details[data-menu][open]");
    if (!open) return;
    closeMenus();
    open.querySelector("summary").focus();
  });

  // "/" leads to the search box, but never out of a field in which somebody writes.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const box = document.querySelector("[data-search-box]");
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  });

  document.querySelector("[data-focus-first]")?.focus({ preventScroll: false });
  // On a telephone the rows of rooms and of tabs are longer than it is wide.
  for (const current of document.querySelectorAll(".main-nav [aria-current], .tabs [aria-current]")) {
    current.scrollIntoView({ block: "nearest", inline: "center" });
  }

  // From the list of errors into the field itself.
  document.addEventListener("click", (event) => {
    const link = event.target.closest('.problems a[href^="#div_"]');
    const place = link && document.getElementById(link.hash.slice(1));
    const field = place?.querySelector("input:not([type=hidden]), select, textarea");
    if (!field) return;
    event.preventDefault();
    place.scrollIntoView({ block: "center" });
    (field.tomselect ?? field).focus();
  });

  // A part opened beside its outline is told to who does not see it.
  document.addEventListener("htmx:afterSettle", (event) => {
    const place = document.querySelector("[data-opened]");
    const part = event.detail.target.querySelector(".editor-outline [aria-current]");
    if (place && part) place.textContent = `Đã mở phần ${part.textContent.trim()}`;
  });

  // A part of the page that could not be loaded says so instead of standing still.
  const tell = (event) => {
    const place = document.querySelector("#noi-dung");
    if (!place || place.querySelector("[data-offline]")) return;
    const note = document.createElement("div");
    note.className = "alert alert-warning";
    note.dataset.offline = "";
    note.setAttribute("role", "alert");
    note.textContent =
      event.type === "htmx:sendError"
        ? "Không liên lạc được với máy chủ. Hãy kiểm tra mạng; trang sẽ tự thử lại."
        : "Máy chủ không trả lời được phần này. Hãy tải lại trang.";
    place.prepend(note);
  };
  document.addEventListener("htmx:sendError", tell);
  document.addEventListener("htmx:responseError", tell);
  document.addEventListener("htmx:afterOnLoad", () => document.querySelector("[data-offline]")?.remove());
})();
