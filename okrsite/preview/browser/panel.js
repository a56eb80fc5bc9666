// Every problem with its file, the lines around it, what to do, and a link that opens it in the editor. It covers the page by itself
// only while there is no newer site.
import { make, several } from "./make.js";

export class Panel {
  constructor() {
    this.title = make("h2", {});
    this.lead = make("p", { class: "lead" });
    this.list = make("ol", {});
    this.close = make("button", { type: "button", class: "close" }, "Close");
    this.element = make("div", { class: "cover", hidden: true },
      make("section", { class: "panel", role: "alert", "aria-label": "Problems" },
        make("header", {}, make("div", {}, this.title, this.lead), this.close), this.list));
    this.close.addEventListener("click", () => { this.element.hidden = true; });
    addEventListener("keydown", (event) => { if (event.key === "Escape") this.element.hidden = true; });
    this.id = "";
    this.is_asked = false;
  }

  show(state) {
    if (state.id === this.id) return;
    this.id = state.id;
    this.title.textContent = state.broken ? several(state.errors, "error") : several(state.count, state.count > state.notes ? "problem" : "note");
    this.lead.textContent = lead(state);
    this.close.textContent = state.broken && !state.empty ? "Look at the page" : "Close";
    this.list.replaceChildren(...state.problems.map(problem));
    if (state.count > state.problems.length) {
      this.list.append(make("li", { class: "more" }, `… and ${state.count - state.problems.length} more; okrsite check lists all.`));
    }
    this.is_asked = this.is_asked && !this.element.hidden && state.count > 0;
    this.element.hidden = !state.broken && !this.is_asked;
  }

  toggle() {
    this.element.hidden = !this.element.hidden;
    this.is_asked = !this.element.hidden;
  }
}

function lead(state) {
  if (!state.broken) return "The site is built all the same.";
  if (state.empty) return "There is no site to show yet. This goes away when they are mended.";
  return "The page below is the last good one. This goes away when they are mended.";
}

function problem(one) {
  const place = one.href ? make("a", { href: one.href }, one.place) : one.place;
  const parts = [
    make("p", { class: "message" }, make("span", { class: "severity" }, one.severity), " ", one.message),
    make("p", { class: "place" }, place, make("span", { class: "rule" }, one.rule)),
  ];
  if (one.lines.length) parts.push(make("pre", {}, ...one.lines.map(([number, text]) => line(one, number, text))));
  if (one.hint) parts.push(make("p", { class: "hint" }, one.hint));
  return make("li", { class: one.severity }, ...parts);
}

function line(one, number, text) {
  const is_it = number === one.line;
  const row = make("code", is_it ? { class: "it" } : {}, make("span", { class: "number" }, String(number)));
  row.append(...(is_it && one.column ? marked(text, one.column, one.endColumn) : [text]), "\n");
  return row;
}

function marked(text, column, end) { // columns count characters, from 1; the end is behind the last
  const letters = Array.from(text);
  const from = column - 1, to = Math.max(end ? end - 1 : column, column);
  const inside = letters.slice(from, to).join("") || " ";
  return [letters.slice(0, from).join(""), make("mark", {}, inside), letters.slice(to).join("")];
}
