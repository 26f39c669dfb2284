// The dialog "Viện dẫn": finds a document and puts its words where the cursor stands in the editor.
// Without this script documents are typed as before.
"use strict";

(() => {
  const box = document.getElementById("quoting");
  if (!box) return;
  const typed = box.querySelector("input");
  const told = box.querySelector("[data-told]");
  const list = box.querySelector("[data-found]");
  const cookie = (name) => document.cookie.match(`(?:^|; )${name}=([^;]*)`)?.[1] ?? "";
  const UNREACHED = "Chưa tìm được: máy chủ không trả lời. Bạn vẫn gõ thẳng vào văn bản được.";
  let editor = null;
  let asked = 0;
  let waiting = 0;

  const button = (words, style, act) => {
    const made = document.createElement("button");
    Object.assign(made, { type: "button", className: `btn btn-sm ${style}`, textContent: words });
    made.addEventListener("click", act);
    return made;
  };
  const insert = (content) => {
    box.close();
    editor.chain().focus().insertContent(content).run();
  };
  const asWords = (words) => ({ type: "text", text: words });
  // The server tells which mention is the first (reports/citing.py); until then, as it looks here.
  const asCitation = (quote) => ({ type: "citation", attrs: { cites: quote.cites, words: isSaid(quote) ? quote.short : quote.full } });
  // What is typed and not yet saved counts as said too.
  const isSaid = (quote) => quote.is_said || (quote.sign && editor.getText().includes(quote.sign));
  const lineOf = (quote) => {
    const row = document.createElement("li");
    const words = document.createElement("p");
    words.textContent = quote.full;
    row.append(words);
    if (quote.doubt) {
      const doubt = document.createElement("p");
      Object.assign(doubt, { className: "quoting-doubt", textContent: quote.doubt });
      row.append(doubt);
    }
    const add = (name, style, form, content) => {
      const made = button(name, style, () => insert(content));
      made.setAttribute("aria-label", `${name}: ${form}`);
      row.append(made, " ");
    };
    const citation = asCitation(quote);
    add("Chèn", "btn-primary", citation.attrs.words, citation);
    add("Chữ đầy đủ", "btn-outline-primary", quote.full, asWords(quote.full));
    add("Chữ gọn", "btn-outline-primary", quote.short, asWords(quote.short));
    return row;
  };
  const keep = async () => {
    const body = new URLSearchParams({ words: typed.value });
    const headers = { "X-CSRFToken": cookie("csrftoken") };
    try {
      const answer = await fetch(box.dataset.keep, { method: "POST", body, headers, redirect: "manual" });
      const quote = await answer.json();
      if (!answer.ok) told.textContent = quote.error;
      else insert(asCitation(quote));
    } catch {
      told.textContent = "Chưa ghi được: máy chủ không trả lời.";
    }
  };
  const show = (found) => {
    list.replaceChildren(...found.quotes.map(lineOf));
    told.textContent = found.quotes.length ? `Tìm thấy ${found.quotes.length} văn bản, điều khoản.` : "Chưa tìm thấy văn bản nào.";
    if (!found.new) return;
    const row = document.createElement("li");
    const words = document.createElement("p");
    words.textContent = `Chưa có trong danh mục: ${found.new}`;
    row.append(words, button("Ghi vào danh mục văn bản viện dẫn và chèn", "btn-primary", keep));
    list.prepend(row);
  };
  const search = async () => {
    const mine = (asked += 1);
    const url = new URL(box.dataset.search, location.href);
    url.searchParams.set("q", typed.value);
    try {
      const answer = await fetch(url, { redirect: "manual" });
      const found = await answer.json();
      // An earlier question may be answered later.
      if (mine === asked) show(found);
    } catch {
      if (mine === asked) told.textContent = UNREACHED;
    }
  };

  document.addEventListener("mb:quote", (event) => {
    editor = event.detail;
    // Chosen words are what is looked for.
    const { from, to } = editor.state.selection;
    typed.value = editor.state.doc.textBetween(from, to, " ").slice(0, typed.maxLength);
    list.replaceChildren();
    told.textContent = "Đang tìm…";
    box.showModal();
    typed.focus();
    search();
  });
  typed.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 250);
  });
  box.querySelector("[data-close]").addEventListener("click", () => box.close());
  box.addEventListener("close", () => editor?.commands.focus());
})();
