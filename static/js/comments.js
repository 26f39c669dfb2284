// Quoting what was selected, and offering names after "@". Without this script both are typed.
"use strict";

(() => {
  // The selection is lost when the summary gets the focus: it is kept beforehand.
  let selected = { words: "", within: null };
  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    const words = selection.toString().replace(/\s+/g, " ").trim();
    const within = selection.anchorNode?.parentElement?.closest("[data-words]");
    if (words && within) selected = { words, within };
  });
  document.addEventListener(
    "toggle",
    (event) => {
      const box = event.target;
      if (!box.matches?.("details[data-comment]") || !box.open) return;
      const row = box.closest(".comment-row");
      const quote = box.querySelector("[data-quote]");
      if (quote && !quote.value && selected.within && row.contains(selected.within)) {
        quote.value = selected.words.slice(0, Number(quote.maxLength) || 1000);
      }
      box.querySelector("textarea")?.focus();
    },
    true,
  );

  const readers = [...document.querySelectorAll("[data-reader]")].map((row) => ({
    username: row.dataset.reader,
    shown: row.textContent.trim(),
  }));
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();

  const offers = (area) => {
    let box = area.parentElement.querySelector(".mention-offers");
    if (!box) {
      box = document.createElement("div");
      box.className = "mention-offers";
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", "Người nhắc được");
      area.after(box);
    }
    return box;
  };
  document.addEventListener("input", (event) => {
    const area = event.target;
    if (!area.matches?.("[data-mentions]")) return;
    const box = offers(area);
    box.replaceChildren();
    const before = area.value.slice(0, area.selectionStart);
    const typed = /(?:^|[\s(])@([\p{L}\p{N}_.+-]*)$/u.exec(before);
    if (!typed) return;
    const wanted = plain(typed[1]);
    for (const reader of readers.filter((each) => plain(each.shown).includes(wanted)).slice(0, 6)) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn btn-outline-primary btn-sm";
      button.textContent = reader.shown;
      button.addEventListener("click", () => {
        const start = before.length - typed[1].length;
        area.setRangeText(`${reader.username} `, start, before.length, "end");
        box.replaceChildren();
        area.focus();
      });
      box.append(button);
    }
  });
})();
