// Selects marked data-pick can be searched; data-search names an address that answers
// {"results": [{"id": 1, "text": "…"}]} to ?q=. Without this script they are plain selects.
"use strict";

(() => {
  const words = {
    option_create: (data, escape) => `<div class="create">Thêm <strong>${escape(data.input)}</strong></div>`,
    no_results: () => '<div class="no-results">Không có kết quả</div>',
    loading: () => '<div class="no-results">Đang tìm…</div>',
  };

  const search = (address) => (query, show) => {
    const url = new URL(address, location.href);
    url.searchParams.set("q", query);
    fetch(url, { headers: { Accept: "application/json" }, credentials: "same-origin" })
      .then((answer) => (answer.ok ? answer.json() : { results: [] }))
      .then((found) => show(found.results.map(({ id, text }) => ({ value: String(id), text }))))
      .catch(() => show());
  };

  const dress = (select) => {
    if (select.tomselect || typeof TomSelect === "undefined") return;
    const settings = {
      maxOptions: 200,
      hidePlaceholder: true,
      render: words,
      plugins: select.multiple ? ["remove_button"] : [],
      placeholder: select.dataset.placeholder || "Gõ để tìm…",
      // "do son" finds "Đồ Sơn": the library folds accents, and the stroke of đ.
      diacritics: true,
      // At once: a list that is narrowed later lets a quick Enter choose what stood there before, and
      // opens again to take the focus back from where Tab had led.
      refreshThrottle: 0,
    };
    if (select.dataset.search) {
      settings.load = search(select.dataset.search);
      settings.shouldLoad = (query) => query.trim().length > 1;
      settings.searchField = [];
      settings.score = () => () => 1;
      // What an earlier search found is no answer to this one.
      settings.onType = function (query) {
        if (!settings.shouldLoad(query)) return;
        this.clearOptions();
        this.refreshOptions();
      };
    }
    const { control_input: typed } = new TomSelect(select, settings);
    // The label now names the field one types into; what is said about the list goes along.
    for (const name of ["aria-describedby", "aria-invalid"]) {
      if (select.hasAttribute(name)) typed.setAttribute(name, select.getAttribute(name));
    }
    select.setAttribute("aria-hidden", "true");
  };

  const dressAll = (root) => root.querySelectorAll("select[data-pick]").forEach(dress);
  dressAll(document);
  document.addEventListener("htmx:load", (event) => dressAll(event.detail.elt));
})();
