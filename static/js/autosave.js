// Words are saved while they are written, the state is told, and what could not be saved stays: in
// the page, and in this browser until the server has it. Also: who else has this part open.
"use strict";

(() => {
  const pane = document.getElementById("pane");
  const person = document.body.dataset.person;
  const PAUSE = 2000; // after the last key
  const BETWEEN = 6000; // from one saving to the next
  const BEAT = 15000;
  const cookie = (name) => document.cookie.match(`(?:^|; )${name}=([^;]*)`)?.[1] ?? "";
  const works = new Map();
  const written = (form) => Object.fromEntries([...new FormData(form)].filter(([name]) => !["csrfmiddlewaretoken", "revision"].includes(name)));

  // --- The copy in this browser ----------------------------------------------------------------------
  const store = (act) => {
    try {
      return act(localStorage);
    } catch {
      return null; // a browser that keeps nothing: the page itself still has the words
    }
  };
  const keyOf = (form) => `mb-words:${person}:${form.dataset.autosave}`;
  const keep = (form) => store((box) => box.setItem(keyOf(form), JSON.stringify({ revision: form.elements.revision.value, at: Date.now(), words: written(form) })));
  const drop = (form) => store((box) => box.removeItem(keyOf(form)));
  const offer = (form, work) => {
    const kept = store((box) => JSON.parse(box.getItem(keyOf(form))));
    if (!kept) return;
    const now = written(form);
    if (Object.entries(kept.words).every(([name, value]) => now[name] === value)) return drop(form);
    const at = new Date(kept.at).toLocaleString("vi-VN", { hour: "2-digit", minute: "2-digit", day: "2-digit", month: "2-digit" });
    const back = button("Lấy lại", () => {
      for (const [name, value] of Object.entries(kept.words)) fill(form.elements[name], value);
      // With the revision they were written on: what came in between is shown beside them.
      form.elements.revision.value = kept.revision;
      work.changed();
    });
    const away = button("Bỏ", () => {
      drop(form);
      work.say("");
    });
    work.say(`Trình duyệt này còn giữ chữ chưa lưu được, viết lúc ${at}.`, "warning", back, away);
    return null;
  };
  const fill = (field, value) => {
    if (!field) return;
    if (field.type === "checkbox") field.checked = true;
    else field.value = value;
    field.dispatchEvent(new Event("mb:refill"));
  };
  const button = (words, act) => {
    const made = document.createElement("button");
    Object.assign(made, { type: "button", className: "btn btn-outline-primary btn-sm", textContent: words });
    made.addEventListener("click", act);
    return made;
  };

  // --- One form ---------------------------------------------------------------------------------------
  class Work {
    constructor(form) {
      this.form = form;
      this.dirty = false;
      this.flight = null;
      this.last = 0;
      this.place = document.createElement("p");
      this.place.className = "autosave";
      this.place.setAttribute("role", "status");
      (form.querySelector(".form-actions") ?? form).append(this.place);
      form.addEventListener("input", () => this.changed());
    }

    say(words, tone = "", ...acts) {
      this.place.className = `autosave ${tone && `autosave-${tone}`}`;
      this.place.replaceChildren(words, ...acts);
    }

    changed() {
      this.dirty = true;
      keep(this.form);
      // Two people wrote the same words: only a person decides which stay.
      if (this.overtaken) return;
      this.say("Chưa lưu");
      this.later(Math.max(PAUSE, BETWEEN - (Date.now() - this.last)));
    }

    later(pause) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.save(), pause);
    }

    async save() {
      clearTimeout(this.timer);
      if (this.flight) await this.flight;
      if (!this.dirty || this.overtaken || !this.form.isConnected) return;
      this.flight = this.send();
      await this.flight;
      this.flight = null;
    }

    async send() {
      const body = new FormData(this.form);
      body.delete("csrfmiddlewaretoken");
      body.append("person", person);
      this.dirty = false;
      this.say("Đang lưu…");
      try {
        const headers = { "X-CSRFToken": cookie("csrftoken") };
        const answer = await fetch(this.form.dataset.autosave, { method: "POST", body, headers, redirect: "manual" });
        if (answer.type === "opaqueredirect" || answer.status === 403) return this.signedOut();
        const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
        this.took(answer, isJson ? await answer.json() : { error: "máy chủ không nhận; hãy tải lại trang ở thẻ khác" });
      } catch {
        this.failed("không liên lạc được với máy chủ");
        this.later(BEAT);
      }
      return undefined;
    }

    took(answer, said) {
      if (answer.ok) return this.saved(said);
      this.overtaken = answer.status === 409;
      if (!this.overtaken) return this.failed(said.error);
      this.dirty = true;
      return this.say(`Chưa lưu: ${said.error}`, "danger", button("So hai bản", () => this.form.requestSubmit()));
    }

    saved(said) {
      this.last = Date.now();
      for (const field of document.querySelectorAll(`[data-revision-of="${this.form.dataset.row}"]`)) field.value = said.revision;
      // Somebody may have signed in again meanwhile: the other forms send the token of now.
      for (const field of document.getElementsByName("csrfmiddlewaretoken")) field.value = cookie("csrftoken") || field.value;
      if (this.dirty) return this.later(BETWEEN);
      drop(this.form);
      this.say(`Đã lưu lúc ${said.at}`);
      this.form.dispatchEvent(new Event("mb:saved", { bubbles: true }));
      document.querySelector(".editor-preview iframe")?.contentWindow.location.reload();
      return undefined;
    }

    failed(why) {
      this.dirty = true;
      this.say(`Chưa lưu được: ${why}`, "danger", button("Lưu lại", () => this.save()));
    }

    signedOut() {
      this.dirty = true;
      const link = document.createElement("a");
      Object.assign(link, { href: pane.dataset.signIn, target: "_blank", rel: "opener", className: "btn btn-primary btn-sm", textContent: "Đăng nhập ở thẻ khác" });
      this.say("Phiên đăng nhập đã hết. Chữ bạn viết còn nguyên ở đây.", "danger", link, button("Lưu lại", () => this.save()));
      this.waits = true;
    }
  }

  const begin = () => {
    for (const form of works.keys()) if (!form.isConnected) works.delete(form);
    for (const form of pane.querySelectorAll("form[data-autosave]")) {
      if (works.has(form)) continue;
      const work = new Work(form);
      works.set(form, work);
      // A form that came back with problems or a conflict waits for a decision.
      work.overtaken = Boolean(document.querySelector(".conflict")) && Boolean(form.closest("[data-conflict]"));
      if (!work.overtaken) offer(form, work);
    }
    beat();
  };

  // --- Leaving: what is not saved yet is saved first -------------------------------------------------------
  document.addEventListener("submit", async (event) => {
    const work = works.get(event.target);
    if (!work) return;
    clearTimeout(work.timer);
    if (!work.flight) {
      drop(work.form);
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    await work.flight;
    work.form.requestSubmit();
  }, true);
  document.addEventListener("htmx:confirm", async (event) => {
    const unsaved = () => [...works.values()].filter((work) => work.form.isConnected && (work.dirty || work.flight));
    if (event.detail.target !== pane || !unsaved().length) return;
    event.preventDefault();
    await Promise.all(unsaved().map((work) => work.save()));
    if (!unsaved().length || window.confirm("Có chữ chưa lưu được. Trình duyệt sẽ giữ lại; vẫn mở phần khác?")) event.detail.issueRequest(true);
  });
  window.addEventListener("focus", () => works.forEach((work) => work.waits && ((work.waits = false), work.save())));

  // --- Who else is here --------------------------------------------------------------------------------------
  const beat = async () => {
    const part = pane.querySelector("[data-part]")?.dataset.part;
    if (!part || document.hidden) return;
    const writes = [...works.values()].some((work) => work.form.isConnected && work.dirty) ? "&dang-viet" : "";
    const answer = await fetch(`${pane.dataset.present}?phan=${part}${writes}`, { redirect: "manual" }).catch(() => null);
    if (!answer?.ok) return;
    const found = document.createElement("template");
    found.innerHTML = await answer.text();
    const here = [...found.content.querySelectorAll(".present-here")];
    pane.querySelector("[data-present-here]")?.replaceChildren(...here);
    pane.querySelector("[data-present-elsewhere]")?.replaceChildren(...found.content.querySelectorAll(".present"));
  };
  setInterval(beat, BEAT);
  document.addEventListener("visibilitychange", beat);
  document.addEventListener("htmx:load", (event) => event.detail.elt.closest("#pane") && begin());
  begin();
})();
