// The editor of a run of text: one paragraph is one block, its sign ("-", "+", "1.", "a)") a class
// (reports/rich_text.py reads it). Without this file the textarea takes the signs as typed.
const KINDS = {
  "": "Đoạn văn", item: "- Gạch đầu dòng", "item-2": "+ Ý nhỏ", number: "1. Khoản", point: "a) Điểm",
  basis: "Căn cứ (nghiêng)", lead: "Không thụt dòng", caption: "Tên bảng", unit: "Đơn vị tính",
};
const SIGNS = { "-": ["item"], "+": ["item-2"], 1: ["number", 0], a: ["number", 1] };
const pane = document.getElementById("pane");
const library = import(pane.dataset.library);
const cookie = (name) => document.cookie.match(`(?:^|; )${name}=([^;]*)`)?.[1] ?? "";
let notes = 0;

// --- What a paper may hold, and nothing else -----------------------------------------------------
const schemaOf = (lib) => {
  const attribute = (name, fallback, from) => ({
    default: fallback,
    parseHTML: from,
    renderHTML: (attrs) => (attrs[name] === fallback ? {} : { [from.as]: attrs[name] }),
  });
  const kind = Object.assign((el) => (el.className in KINDS && el.className !== "point" ? el.className : ""), { as: "class" });
  const depth = Object.assign((el) => Number(el.dataset.in) || 0, { as: "data-in" });
  const width = Object.assign((el) => Number(el.dataset.width) || 1, { as: "data-width" });
  const align = Object.assign((el) => el.dataset.align || "left", { as: "data-align" });

  const Paragraph = lib.Node.create({
    name: "paragraph", group: "block", content: "inline*", priority: 1000,
    addAttributes: () => ({ kind: attribute("kind", "", kind), depth: attribute("depth", 0, depth) }),
    parseHTML: () => [{ tag: "p" }],
    renderHTML: ({ HTMLAttributes }) => ["p", HTMLAttributes, 0],
    addKeyboardShortcuts() {
      const plain = () => {
        const { $from, empty } = this.editor.state.selection;
        if (!empty || $from.parentOffset || !($from.parent.attrs.kind || $from.parent.attrs.depth)) return false;
        return this.editor.commands.updateAttributes("paragraph", { kind: "", depth: 0 });
      };
      return {
        Backspace: plain,
        Enter: () => !this.editor.state.selection.$from.parent.content.size && plain(),
      };
    },
    addInputRules() {
      return [
        new lib.InputRule({
          find: /^([-+]|\d{1,2}[.)]|[a-zđ]\))\s$/,
          handler: ({ state, range, match }) => {
            if (this.editor.isActive("table")) return null;
            const sign = /\d/.test(match[1]) ? "1" : match[1].endsWith(")") ? "a" : match[1];
            const [to, inside] = SIGNS[sign];
            const at = state.doc.resolve(range.from);
            state.tr.delete(range.from, range.to);
            state.tr.setNodeMarkup(at.before(), undefined, { kind: to, depth: inside ?? at.parent.attrs.depth });
            return undefined;
          },
        }),
      ];
    },
  });
  const Note = lib.Mark.create({
    name: "note", priority: 2000, excludes: "note",
    addAttributes: () => ({ n: { default: "", parseHTML: (el) => el.dataset.note, renderHTML: (a) => ({ "data-note": a.n }) } }),
    parseHTML: () => [{ tag: "span.note" }],
    renderHTML: ({ HTMLAttributes }) => ["span", { class: "note", ...HTMLAttributes }, 0],
  });
  // Printed as it is, held back in what everybody may read (reports/masking.py).
  const Personal = lib.Mark.create({
    name: "personal", priority: 1500,
    parseHTML: () => [{ tag: "span.private" }],
    renderHTML: () => ["span", { class: "private" }, 0],
  });
  // Its words are those of the list of the case (reports/citing.py), so they are not typed into.
  const Citation = lib.Node.create({
    name: "citation", group: "inline", inline: true, atom: true, selectable: true,
    addAttributes: () => ({
      cites: { default: "", parseHTML: (el) => el.dataset.cites, renderHTML: (a) => ({ "data-cites": a.cites }) },
      words: { default: "", parseHTML: (el) => el.textContent, rendered: false },
    }),
    parseHTML: () => [{ tag: "span.cite" }],
    renderHTML: ({ node, HTMLAttributes }) => ["span", { class: "cite", ...HTMLAttributes }, node.attrs.words],
    renderText: ({ node }) => node.attrs.words,
  });
  // Widths are shares of the page, so no column is dragged and no style is written.
  const cell = (base, name) =>
    base.extend({
      content: "paragraph",
      addAttributes: () => ({
        colspan: { default: 1, rendered: false }, rowspan: { default: 1, rendered: false }, colwidth: { default: null, rendered: false },
        width: attribute("width", 1, width), align: attribute("align", "left", align),
      }),
      parseHTML: () => [{ tag: name }],
      renderHTML: ({ HTMLAttributes }) => [name, HTMLAttributes, 0],
    });
  const Table = lib.Table.extend({
    addAttributes: () => ({ depth: attribute("depth", 0, depth) }),
    renderHTML: ({ HTMLAttributes }) => ["table", HTMLAttributes, ["tbody", 0]],
    addNodeView: () => null,
    // Behind the last cell Tab leaves the editor: nobody is held in a table.
    addKeyboardShortcuts() {
      return { Tab: () => this.editor.commands.goToNextCell(), "Shift-Tab": () => this.editor.commands.goToPreviousCell() };
    },
  }).configure({ resizable: false });
  return [
    lib.Document.extend({ content: "block+" }), Paragraph, lib.Text, lib.Bold, lib.Italic, Note, Personal,
    Citation, Table, lib.TableRow, cell(lib.TableHeader, "th"), cell(lib.TableCell, "td"), lib.Gapcursor, lib.UndoRedo ?? lib.History,
  ];
};

// --- Buttons --------------------------------------------------------------------------------------
const BUTTONS = [
  ["type-bold", "Đậm (Ctrl+B)", (c) => c.toggleBold(), "bold"],
  ["type-italic", "Nghiêng (Ctrl+I)", (c) => c.toggleItalic(), "italic"],
  ["asterisk", "Chú thích cuối trang", (c, editor) => note(c, editor), "note"],
  ["person-lock", "Dữ liệu cá nhân: che khi công khai", (c) => c.toggleMark("personal"), "personal"],
  ["table", "Chèn bảng", (c) => c.insertTable({ rows: 3, cols: 3, withHeaderRow: true })],
  ["arrow-counterclockwise", "Hoàn tác (Ctrl+Z)", (c) => c.undo()],
  ["arrow-clockwise", "Làm lại (Ctrl+Y)", (c) => c.redo()],
];
const IN_TABLE = [
  ["Thêm hàng", (c) => c.addRowAfter()], ["Bớt hàng", (c) => c.deleteRow()],
  ["Thêm cột", (c) => c.addColumnAfter()], ["Bớt cột", (c) => c.deleteColumn()],
  ["Bỏ bảng", (c) => c.deleteTable()],
];
// The chosen words become the note; without any, the note is typed at the cursor.
const note = (c, editor) => {
  if (editor.isActive("note")) return c.unsetMark("note", { extendEmptyMarkRange: true });
  const mark = { type: "note", attrs: { n: `${Date.now()}-${(notes += 1)}` } };
  if (!editor.state.selection.empty) return c.setMark("note", mark.attrs);
  const words = "nội dung chú thích";
  const { from } = editor.state.selection;
  return c.insertContent({ type: "text", text: words, marks: [mark] }).setTextSelection({ from, to: from + words.length });
};

const element = (tag, facts = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), facts);
  made.append(...children);
  return made;
};
const toolbarOf = (editor, label) => {
  const bar = element("div", { className: "rich-bar" });
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", `Định dạng: ${label}`);
  const select = element("select", { className: "form-select form-select-sm" });
  select.setAttribute("aria-label", "Kiểu đoạn");
  for (const [value, name] of Object.entries(KINDS)) select.append(new Option(name, value));
  select.addEventListener("change", () => {
    const [to, depth] = select.value === "point" ? ["number", 1] : select.value === "number" ? ["number", 0] : [select.value];
    editor.chain().focus().updateAttributes("paragraph", depth === undefined ? { kind: to } : { kind: to, depth }).run();
  });
  bar.append(select);
  const pressed = [];
  const add = (name, act, icon, mark) => {
    const button = element("button", { type: "button", className: icon ? "rich-button" : "rich-button rich-words", title: name });
    if (icon) button.append(element("i", { className: `bi bi-${icon}`, ariaHidden: "true" }), element("span", { className: "visually-hidden" }, name));
    else button.append(name);
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => act(editor.chain().focus(), editor).run());
    if (mark) pressed.push([button, mark]);
    bar.append(button);
    return button;
  };
  for (const [icon, name, act, mark] of BUTTONS) add(name, act, icon, mark);
  const indent = (by) => (c, e) => c.updateAttributes("paragraph", { depth: Math.min(2, Math.max(0, (e.getAttributes("paragraph").depth || 0) + by)) });
  add("Thuộc khoản, điểm ở trên", indent(1), "text-indent-left");
  add("Ra ngoài khoản, điểm", indent(-1), "text-indent-right");
  // Answered by quoting.js: the dialog belongs to the page, the words to this editor.
  if (document.getElementById("quoting")) {
    const quote = add("Viện dẫn văn bản", (c) => c, "journal-text");
    quote.setAttribute("aria-haspopup", "dialog");
    quote.addEventListener("click", () => document.dispatchEvent(new CustomEvent("mb:quote", { detail: editor })));
  }
  const table = IN_TABLE.map(([name, act]) => add(name, act));
  const unbind = add("Viện dẫn thành chữ thường", (c, e) => c.insertContent({ type: "text", text: e.getAttributes("citation").words }));
  const show = () => {
    const { kind = "", depth = 0 } = editor.getAttributes("paragraph");
    select.value = kind === "number" && depth ? "point" : kind;
    select.disabled = editor.isActive("table");
    for (const [button, mark] of pressed) button.setAttribute("aria-pressed", editor.isActive(mark));
    for (const button of table) button.hidden = !editor.isActive("table");
    unbind.hidden = !editor.isActive("citation");
  };
  editor.on("transaction", show);
  show();
  return bar;
};

// --- Pasting: the server keeps the structure and tells what it dropped --------------------------------
const escaped = (words) => words.replace(/[&<>]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign]);
const pasted = (data) => {
  const html = data.getData("text/html");
  if (html) return html;
  const lines = data.getData("text/plain").split(/\r?\n/).filter((line) => line.trim());
  return lines.length > 1 ? lines.map((line) => `<p>${escaped(line)}</p>`).join("") : "";
};
const paste = (editor, event, tell) => {
  const data = event.clipboardData;
  const html = data && pasted(data);
  if (!html || html.includes("data-pm-slice")) return false;
  const plain = data.getData("text/plain");
  if (editor.isActive("table")) {
    editor.commands.insertContent({ type: "text", text: plain.replace(/\s+/g, " ") || " " });
    return true;
  }
  const body = new URLSearchParams({ html });
  tell(["Đang dán…"]);
  fetch(pane.dataset.paste, { method: "POST", body, redirect: "manual", headers: { "X-CSRFToken": cookie("csrftoken") } })
    .then(async (answer) => {
      const said = await answer.json();
      if (!answer.ok) return tell([said.error]);
      editor.chain().focus().insertContent(said.html).run();
      return tell(said.told);
    })
    .catch(() => {
      // Without the server the words come as they are: nothing copied is lost.
      const lines = plain.split(/\r?\n/).filter((line) => line.trim());
      editor.chain().focus().insertContent(lines.map((line) => `<p>${escaped(line)}</p>`).join("")).run();
      tell(["Chưa nhờ được máy chủ làm sạch phần dán, nên chỉ dán chữ trơn."]);
    });
  return true;
};

// --- In the place of the textarea ----------------------------------------------------------------------
const mount = (lib, area) => {
  const form = area.form;
  const hidden = form.elements.html;
  const label = form.querySelector(`label[for="${area.id}"]`);
  const name = label?.textContent.trim() || "Nội dung";
  const told = element("div", { className: "rich-told" });
  told.setAttribute("role", "status");
  const place = element("div", { className: "rich" });
  const editor = new lib.Editor({
    element: place,
    extensions: schemaOf(lib),
    content: hidden.value || area.dataset.rich || "<p></p>",
    injectCSS: false,
    parseOptions: { preserveWhitespace: "full" },
    editorProps: {
      attributes: { role: "textbox", "aria-multiline": "true", "aria-label": name, class: "rich-text", spellcheck: "false" },
      // Before ProseMirror reads the fragment itself: its styles would offend the content policy.
      handleDOMEvents: { paste: (_view, event) => paste(editor, event, tell) && (event.preventDefault(), true) },
    },
    onUpdate: () => {
      hidden.value = editor.getHTML();
      hidden.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
  const tell = (sentences) => told.replaceChildren(...sentences.map((each) => element("p", {}, each)));
  const held = document.activeElement === area;
  area.hidden = true;
  label?.removeAttribute("for");
  label?.addEventListener("click", () => editor.commands.focus());
  area.before(toolbarOf(editor, name), place, told);
  if (held) editor.commands.focus("end");
  // Words that come back from elsewhere: the rescue after signing in, the copy in this browser.
  hidden.addEventListener("mb:refill", () => editor.commands.setContent(hidden.value, { emitUpdate: false }));
};
const mountAll = async () => {
  const areas = [...pane.querySelectorAll("textarea[data-rich]:not([data-mounted])")];
  areas.forEach((area) => (area.dataset.mounted = ""));
  if (!areas.length) return;
  pane.ariaBusy = "true";
  const lib = await library;
  // Who was quicker than the editor goes on in the textarea: nothing typed is lost.
  for (const area of areas) if (area.isConnected && area.value === area.defaultValue) mount(lib, area);
  pane.ariaBusy = "false";
};
document.addEventListener("htmx:load", mountAll);
mountAll();
