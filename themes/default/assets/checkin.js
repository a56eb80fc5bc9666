// Checking in: the day and time that it is where the site is go into the new file's name and text, and a button copies the
// text. Without this script the name has the day that the site was built for, and a number.
(function () {
  "use strict";
  // "2026-11-20 09:30:15", as Swedes write it
  function now(zone) {
    try { return new Date().toLocaleString("sv-SE", { timeZone: zone }); }
    catch (error) { return new Date().toLocaleString("sv-SE"); }
  }
  function refresh(part) {
    var moment = now(part.dataset.zone).split(" "), day = moment[0], time = moment[1].replace(/:/g, "");
    var stem = day + part.dataset.stem.slice(part.dataset.day.length, -time.length) + time;
    function renewed(text, write) {
      return text.replace(write(part.dataset.stem + ".yml"), write(stem + ".yml"))
        .replace(write("date: " + part.dataset.day), write("date: " + day));
    }
    function query(text) { return encodeURIComponent(text).replace(/%20/g, "+"); }
    function plain(text) { return text; }
    var link = part.querySelector("a"), area = part.querySelector("textarea"), path = part.querySelector(".check-in-path");
    if (link) link.href = renewed(link.href, query);
    area.value = renewed(area.value, plain);
    path.textContent = renewed(path.textContent, plain);
    part.dataset.stem = stem;
    part.dataset.day = day;
  }
  Array.prototype.forEach.call(document.querySelectorAll(".check-in"), function (part) {
    var link = part.querySelector("a"), button = part.querySelector("button"), area = part.querySelector("textarea");
    function again() { refresh(part); }
    again();
    if (link) ["pointerdown", "click"].forEach(function (kind) { link.addEventListener(kind, again); });
    button.hidden = false;
    button.addEventListener("click", function () {
      function done() { button.textContent = button.dataset.done; }
      function byHand() { area.focus(); area.select(); if (document.execCommand("copy")) done(); }
      if (navigator.clipboard) navigator.clipboard.writeText(area.value).then(done, byHand); else byHand();
    });
  });
})();
