// Nothing typed is lost when the session has ended: what a form sent waits in this tab's
// sessionStorage until the same person has signed in again, then it is filled in.
"use strict";

(() => {
  const KEY = "mb-typed";
  const person = document.body.dataset.person || "";
  const here = () => location.pathname + location.search;
  const forms = () => [...document.querySelectorAll("form")].filter(takesPart);
  const takesPart = (form) => form.method === "post" && !("noRescue" in form.dataset) && !("noGuard" in form.dataset);
  const isWritten = (field) =>
    field.name && field.name !== "csrfmiddlewaretoken" && !["password", "file", "submit", "button"].includes(field.type);

  const read = () => {
    try {
      return JSON.parse(sessionStorage.getItem(KEY));
    } catch {
      return null;
    }
  };
  const forget = () => sessionStorage.removeItem(KEY);

  const remember = (form) => {
    const values = [...form.elements].filter(isWritten).map((field) => ({
      name: field.name,
      value: field.multiple ? [...field.selectedOptions].map((option) => option.value) : field.value,
      checked: field.checked,
    }));
    const typed = { person, page: here(), place: forms().indexOf(form), action: form.action, values };
    try {
      sessionStorage.setItem(KEY, JSON.stringify(typed));
    } catch {
      forget(); // more than the browser keeps; the page itself still has it
    }
  };

  const fill = (field, kept) => {
    if (field.type === "checkbox" || field.type === "radio") {
      if (field.value === kept.value) field.checked = kept.checked;
    } else if (field.tomselect) {
      field.tomselect.setValue(kept.value);
    } else if (field.multiple) {
      for (const option of field.options) option.selected = kept.value.includes(option.value);
    } else {
      field.value = kept.value;
    }
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const restore = (form, values) => {
    const left = [...values];
    for (const field of [...form.elements].filter(isWritten)) {
      const at = left.findIndex(
        (kept) => kept.name === field.name && (!["checkbox", "radio"].includes(field.type) || kept.value === field.value),
      );
      if (at >= 0) fill(field, left.splice(at, 1)[0]);
    }
  };

  const say = (form, text, address) => {
    const note = document.createElement("div");
    note.className = "alert alert-info";
    note.setAttribute("role", "status");
    note.append(text);
    if (address) {
      const link = document.createElement("a");
      link.href = address;
      link.textContent = "Mở lại trang đó";
      const drop = document.createElement("button");
      drop.type = "button";
      drop.className = "btn btn-link btn-sm";
      drop.textContent = "Bỏ nội dung này";
      drop.addEventListener("click", () => {
        forget();
        note.remove();
      });
      note.append(" ", link, drop);
    }
    form.before(note);
  };

  const comeBack = (typed) => {
    if (typed.person !== person) {
      forget();
      return;
    }
    if (typed.page !== here()) {
      say(document.querySelector("#noi-dung").firstElementChild, "Nội dung bạn gõ mà chưa lưu được vẫn đang được giữ.", typed.page);
      return;
    }
    const form = forms()[typed.place];
    forget();
    if (!form) return;
    restore(form, typed.values);
    say(form, "Đã điền lại nội dung bạn vừa gõ mà chưa lưu được. Hãy xem lại rồi bấm lưu.");
  };

  const typed = read();
  if (typed) {
    if (document.querySelector("[data-keeps-typed]")) {
      sessionStorage.setItem(KEY, JSON.stringify({ ...typed, waits: true }));
    } else if (typed.waits) {
      comeBack(typed);
    } else {
      forget(); // the server took it, or gave it back in the form
    }
  }

  document.addEventListener("submit", (event) => {
    if (takesPart(event.target) && !event.defaultPrevented) remember(event.target);
  });
  // A part of the page asked for with htmx is sent to sign in by HX-Redirect.
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    if (!event.detail.xhr.getResponseHeader("HX-Redirect")) return;
    const form = event.detail.elt.closest("form") || forms()[0];
    if (form && takesPart(form)) remember(form);
    window.dispatchEvent(new Event("mb:leaving"));
  });
  document.querySelectorAll("form[data-no-guard]").forEach((form) => form.addEventListener("submit", forget));
})();
