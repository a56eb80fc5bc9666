// The page as a phone shows it: in a frame of that width, which follows saves as any page does.
import { make } from "./make.js";

export class Phone {
  constructor() {
    this.onclose = () => {};
    this.element = make("div", { class: "phone", hidden: true });
    this.element.addEventListener("click", (event) => { if (event.target === this.element) this.close(); });
    addEventListener("keydown", (event) => { if (event.key === "Escape" && !this.element.hidden) this.close(); });
  }

  toggle() { // whether it is open then
    if (!this.element.hidden) return this.close();
    this.element.replaceChildren(make("iframe", { src: location.href, title: "The page at the width of a phone" }));
    this.element.hidden = false;
    return true;
  }

  close() {
    const inside = this.element.querySelector("iframe")?.contentWindow?.location.href;
    this.element.replaceChildren();
    this.element.hidden = true;
    this.onclose();
    if (inside && inside !== location.href && inside.startsWith(location.origin)) location.href = inside;
    return false;
  }
}
