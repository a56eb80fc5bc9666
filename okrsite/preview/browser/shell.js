// What the preview shows over the page: a bar, a notice, a panel of problems. It lies behind the body, in a tree of its own.
import { make } from "./make.js";
import { Bar } from "./bar.js";
import { Panel } from "./panel.js";

const SILENT = { show() {}, tellGone() {}, tellConnected() {} };

export function openShell() {
  if (window.top !== window) return SILENT; // in a frame, as the phone's is, the page stands alone
  const host = document.createElement("okrsite-preview");
  const root = host.attachShadow({ mode: "open" });
  const inner = make("div", { class: "preview", lang: "en", dir: "ltr", hidden: true });
  const style = make("link", { rel: "stylesheet", href: "/.okrsite/preview.css" });
  style.addEventListener("load", () => { inner.hidden = false; });
  const panel = new Panel();
  const notice = make("p", { class: "notice", role: "status", hidden: true });
  const bar = new Bar(() => panel.toggle());
  inner.append(panel.element, notice, bar.element);
  root.append(style, inner);
  document.documentElement.append(host);
  return {
    show(state) {
      bar.show(state);
      panel.show(state);
    },
    tellGone(where) {
      notice.hidden = !where;
      if (!where) return;
      notice.replaceChildren(
        "This page is no longer part of the site. ",
        where.moved ? "It has moved to " : "The nearest page is ",
        make("a", { href: where.href }, decodeURI(where.href)),
        ".",
      );
    },
    tellConnected(is_connected) { bar.tellConnected(is_connected); },
  };
}
