// Forms are sent once, and leaving a page with unsaved words asks first. Ctrl+S saves.
"use strict";

(() => {
  const guarded = (form) => form.method === "post" && !("noGuard" in form.dataset);
  const minds = (form) => guarded(form) && !("noRescue" in form.dataset);
  const stateOf = (form) =>
    JSON.stringify(
      [...new FormData(form)]
        .filter(([name]) => name !== "csrfmiddlewaretoken")
        .map(([name, value]) => [name, value instanceof File ? `${value.name}:${value.size}` : value]),
    );

  const clean = new WeakMap();
  let leavingOnPurpose = false;

  const note = (form) => {
    // A form that came back with problems holds words that nobody saved.
    const cameBack = form.querySelector(".is-invalid") || document.querySelector(".conflict");
    clean.set(form, cameBack ? null : stateOf(form));
  };
  const isDirty = (form) => minds(form) && clean.has(form) && clean.get(form) !== stateOf(form);

  document.querySelectorAll("form").forEach((form) => minds(form) && note(form));
  document.addEventListener("htmx:load", (event) => {
    event.detail.elt.querySelectorAll?.("form").forEach((form) => minds(form) && !clean.has(form) && note(form));
  });
  // Editors and autosave say so when the server has everything: form.dispatchEvent(new Event("mb:saved")).
  document.addEventListener("mb:saved", (event) => event.target.matches("form") && clean.set(event.target, stateOf(event.target)));

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!guarded(form) || event.defaultPrevented) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    leavingOnPurpose = true;
    form.dataset.sent = "1";
    const button = event.submitter;
    // Later, because a disabled button does not send its own name.
    setTimeout(() => {
      form.querySelectorAll("button[type=submit], input[type=submit]").forEach((each) => (each.disabled = true));
      button?.setAttribute("aria-busy", "true");
    });
  });

  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    leavingOnPurpose = false;
    for (const form of document.querySelectorAll("form[data-sent]")) {
      delete form.dataset.sent;
      form.querySelectorAll("[type=submit]").forEach((each) => {
        each.disabled = false;
        each.removeAttribute("aria-busy");
      });
    }
  });

  window.addEventListener("mb:leaving", () => (leavingOnPurpose = true));
  window.addEventListener("beforeunload", (event) => {
    if (leavingOnPurpose || ![...document.forms].some(isDirty)) return;
    event.preventDefault();
    event.returnValue = "";
  });

  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "s") return;
    const forms = [...document.forms].filter(minds);
    const form = document.activeElement?.closest?.("form[method=post]") || (forms.length === 1 ? forms[0] : null);
    if (!form || !minds(form)) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector("[type=submit]:not([name])") || undefined);
  });
})();
