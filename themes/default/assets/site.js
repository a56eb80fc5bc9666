// The colour switch, and the way to scripts that can wait: helps for readers come once the page is painted, the jump box
// when it is first wanted. Without this script the reader's system decides, and the search link leads to /search/.
// Nothing here asks for layout or changes the page before it is painted, but for a colour that was chosen.
(() => {
  "use strict";
  var LATER = 200; // milliseconds after the page is there: what it shows has been painted by then
  var root = document.documentElement;
  function remembered() { try { return localStorage.getItem("theme"); } catch (error) { return null; } }
  function remember(name) { try { localStorage.setItem("theme", name); } catch (error) { return; } }
  var chosen = remembered();
  if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
  function isDark() { return root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches; }
  function load(address, instead) {
    var script = document.createElement("script");
    script.src = address;
    if (instead) script.addEventListener("error", () => { location.href = instead; });
    document.head.appendChild(script);
  }
  var own = document.currentScript.dataset;
  function jump(event) {
    var link = document.querySelector(".jump");
    if (!link || typeof HTMLDialogElement !== "function") return;
    event.preventDefault();
    document.removeEventListener("keydown", onKey);
    link.removeEventListener("click", onClick);
    load(link.dataset.script, link.href);
  }
  function onKey(event) {
    var at = event.target;
    var isTyping = /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName) || at.isContentEditable;
    if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping) jump(event);
  }
  function onClick(event) { if (!event.metaKey && !event.ctrlKey && !event.shiftKey) jump(event); }
  document.addEventListener("keydown", onKey);
  var link = document.querySelector(".jump");
  if (link) link.addEventListener("click", onClick);
  var button = document.querySelector(".theme-switch");
  function show() { button.setAttribute("aria-pressed", String(isDark())); }
  if (button) button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    remember(root.dataset.theme);
    show();
  });
  addEventListener("load", () => {
    if (own.later) setTimeout(() => { own.later.split(" ").forEach((address) => load(address)); }, LATER);
    if (!button) return;
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
    show();
  });
})();
