// The colour switch, and the way to scripts that can wait: the helps for readers come once the page is there, the jump box
// when it is first wanted. Without this script the reader's system decides, and the search link leads to /search/.
(function () {
  "use strict";
  var root = document.documentElement;
  var system = matchMedia("(prefers-color-scheme: dark)");
  function remembered() { try { return localStorage.getItem("theme"); } catch (error) { return null; } }
  function remember(name) { try { localStorage.setItem("theme", name); } catch (error) { return; } }
  function isDark() { return root.dataset.theme ? root.dataset.theme === "dark" : system.matches; }
  var chosen = remembered();
  if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
  function load(address) {
    var script = document.createElement("script");
    script.src = address;
    document.head.appendChild(script);
  }
  var own = document.currentScript.dataset;
  if (own.reading) addEventListener("load", function () { load(own.reading); });
  function jump(event) {
    var link = document.querySelector(".jump");
    if (!link || typeof HTMLDialogElement !== "function") return;
    event.preventDefault();
    document.removeEventListener("keydown", onKey);
    link.removeEventListener("click", onClick);
    load(link.dataset.script);
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
  if (!button) return;
  function show() { button.setAttribute("aria-pressed", String(isDark())); }
  button.hidden = false;
  button.addEventListener("click", function () {
    root.dataset.theme = isDark() ? "light" : "dark";
    remember(root.dataset.theme);
    show();
  });
  system.addEventListener("change", show);
  show();
})();
