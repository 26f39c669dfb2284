// A part of the paper is dragged in the outline to where it shall stand. The buttons "Lên", "Xuống",
// "Vào mục trước", "Ra ngoài" of the open part do the same by keyboard and on a telephone.
"use strict";

(() => {
  const pane = document.getElementById("pane");
  const MARKS = { before: "drop-before", into: "drop-into", after: "drop-after" };
  let dragged = null;

  const dressAll = () => {
    for (const entry of pane.querySelectorAll("[data-outline] [data-row]")) entry.draggable = true;
  };
  const entryAt = (event) => {
    const entry = event.target.closest?.("[data-outline] [data-row]");
    return dragged && entry !== dragged ? entry : null;
  };
  // The upper and the lower quarter of an entry are the places before and behind it.
  const whereIn = (entry, event) => {
    const box = entry.getBoundingClientRect();
    const share = (event.clientY - box.top) / box.height;
    return share < 0.25 ? "before" : share > 0.75 ? "after" : "into";
  };
  const clear = () => {
    for (const entry of pane.querySelectorAll("[data-outline] li")) entry.classList.remove(...Object.values(MARKS));
  };
  const send = (facts) => {
    const form = document.createElement("form");
    form.method = "post";
    form.action = dragged.dataset.move;
    const token = pane.querySelector("[name=csrfmiddlewaretoken]").value;
    for (const [name, value] of Object.entries({ ...facts, csrfmiddlewaretoken: token })) {
      form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    }
    document.body.append(form);
    form.requestSubmit();
  };

  pane.addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.("[data-outline] [data-row]");
    if (!dragged) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.innerText);
  });
  pane.addEventListener("dragover", (event) => {
    clear();
    const entry = entryAt(event);
    if (!entry) return;
    event.preventDefault();
    entry.classList.add(MARKS[whereIn(entry, event)]);
  });
  pane.addEventListener("drop", (event) => {
    const entry = entryAt(event);
    if (!entry) return;
    event.preventDefault();
    send({ where: whereIn(entry, event), beside: entry.dataset.row });
  });
  pane.addEventListener("dragend", () => {
    dragged = null;
    clear();
  });
  document.addEventListener("htmx:load", dressAll);
  dressAll();
})();
