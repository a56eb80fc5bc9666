// The colour switch. Without this script the reader's system decides.
(function () {
  "use strict";
  var root = document.documentElement;
  var system = matchMedia("(prefers-color-scheme: dark)");
  function remembered() { try { return localStorage.getItem("theme"); } catch (error) { return null; } }
  function remember(name) { try { localStorage.setItem("theme", name); } catch (error) { return; } }
  function isDark() { return root.dataset.theme ? root.dataset.theme === "dark" : system.matches; }
  var chosen = remembered();
  if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
  document.addEventListener("DOMContentLoaded", function () {
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
  });
})();
