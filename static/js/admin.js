// What Django's admin leaves without a name: the fields in which one searches (select2), and the
// heads of columns that have no title.
"use strict";

(() => {
  if (!window.django?.jQuery) return;

  const nameOf = field =>
    field.getAttribute("aria-label") || field.labels[0]?.textContent.trim().replace(/:$/, "") || "";

  function nameFields(root) {
    for (const field of root.querySelectorAll(".admin-autocomplete.select2-hidden-accessible")) {
      const parts = "[role=combobox], [role=textbox], .select2-search__field";
      for (const part of field.nextElementSibling.querySelectorAll(parts)) {
        // It names itself after what is chosen, which is nothing at first.
        part.removeAttribute("aria-labelledby");
        part.setAttribute("aria-label", nameOf(field));
      }
    }
  }

  // Waits in the queue in which select2 is started, behind it.
  django.jQuery(() => {
    nameFields(document);
    for (const head of document.querySelectorAll("th:empty")) head.setAttribute("role", "presentation");
  });
  document.addEventListener("formset:added", event => nameFields(event.target));
  django.jQuery(document).on("select2:open", event => {
    const search = document.querySelector(".select2-container--open .select2-search__field");
    search?.setAttribute("aria-label", `Tìm: ${nameOf(event.target)}`);
  });
})();
