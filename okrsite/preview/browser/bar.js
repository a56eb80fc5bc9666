// The bar: as of which day, for whom, in which language, how wide, and how many problems there are.
import { make, several } from "./make.js";
import { Phone } from "./phone.js";

const FOLDED = "okrsite-preview-folded";

export class Bar {
  constructor(openProblems) {
    this.state = null;
    this.phone = new Phone();
    this.sign = make("span", { class: "sign", "aria-hidden": "true" });
    this.word = make("span", { class: "word", role: "status" }, "Preview");
    this.day = make("input", { type: "date", "aria-label": "As of" });
    this.today = make("button", { type: "button", hidden: true }, "Today");
    this.audience = make("select", { "aria-label": "Audience" });
    this.language = make("select", { "aria-label": "Language" });
    this.width = make("button", { type: "button", "aria-pressed": "false" }, "Phone");
    this.problems = make("button", { type: "button", class: "problems", disabled: true }, "…");
    this.fold = make("button", { type: "button", class: "fold", "aria-label": "Fold the preview bar" }, "×");
    this.controls = make("div", { class: "controls" },
      make("label", {}, make("span", {}, "As of"), this.day), this.today,
      make("label", { class: "of-audience" }, make("span", {}, "Audience"), this.audience),
      make("label", { class: "of-language" }, make("span", {}, "Language"), this.language),
      this.width);
    this.element = make("section", { class: "bar", "aria-label": "Preview" },
      this.sign, this.word, this.controls, this.problems, this.fold, this.phone.element);
    this.day.addEventListener("change", () => this.ask(this.day.value, this.audience.value));
    this.today.addEventListener("click", () => this.ask("", this.audience.value));
    this.audience.addEventListener("change", () => this.ask(this.state.asOf, this.audience.value));
    this.language.addEventListener("change", () => { location.href = this.inLanguage(this.language.value); });
    this.width.addEventListener("click", () => this.width.setAttribute("aria-pressed", String(this.phone.toggle())));
    this.phone.onclose = () => this.width.setAttribute("aria-pressed", "false");
    this.problems.addEventListener("click", openProblems);
    this.fold.addEventListener("click", () => this.setFolded(!this.element.classList.contains("folded")));
    this.setFolded(sessionStorage.getItem(FOLDED) === "yes");
  }

  setFolded(is_folded) {
    this.element.classList.toggle("folded", is_folded);
    this.fold.textContent = is_folded ? "Preview" : "×";
    this.fold.setAttribute("aria-label", is_folded ? "Unfold the preview bar" : "Fold the preview bar");
    sessionStorage.setItem(FOLDED, is_folded ? "yes" : "no");
  }

  show(state) {
    this.state = state;
    this.element.classList.toggle("broken", state.broken);
    if (this.day.getRootNode().activeElement !== this.day) this.day.value = state.day;
    this.today.hidden = !state.asOf;
    fill(this.audience, state.audiences, state.audience);
    fill(this.language, state.languages, this.current());
    const { count, errors, notes } = state;
    this.problems.textContent = count > notes ? several(count - notes, "problem") : notes ? several(notes, "note") : "No problems";
    this.problems.disabled = !count;
    this.problems.classList.toggle("bad", errors > 0);
  }

  tellConnected(is_connected) {
    this.element.classList.toggle("alone", !is_connected);
    this.word.textContent = is_connected ? "Preview" : "Waiting for okrsite serve …";
  }

  async ask(day, audience) {
    const asked = new URLSearchParams({ "as-of": day, audience });
    await fetch(`/.okrsite/view?${asked}`, { method: "POST", headers: { "X-Okrsite": "preview" } });
  }

  current() { // other languages' pages have theirs in front
    const [main, ...others] = this.state.languages;
    return others.find((one) => location.pathname.startsWith(`/${one.toLowerCase()}/`)) ?? main;
  }

  inLanguage(language) {
    const [main] = this.state.languages;
    const now = this.current();
    const path = now === main ? location.pathname.slice(1) : location.pathname.slice(now.length + 2);
    return language === main ? `/${path}` : `/${language.toLowerCase()}/${path}`;
  }
}

function fill(select, words, chosen) {
  const same = [...select.options].map((one) => one.value).join() === words.join();
  if (!same) select.replaceChildren(...words.map((word) => make("option", { value: word }, word)));
  select.value = chosen;
  select.parentElement.hidden = words.length < 2;
}
