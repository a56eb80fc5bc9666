// Checking in: today and the time go into the new file's name and text, and a button copies the text. Without this script
// the name has the day that the site was built for.
(function () {
  "use strict";
  function two(number) { return (number < 10 ? "0" : "") + number; }
  function refresh(part) {
    var now = new Date();
    var day = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join("-");
    var time = two(now.getHours()) + two(now.getMinutes()) + two(now.getSeconds());
    var stem = day + part.dataset.stem.slice(part.dataset.day.length) + "-" + time;
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
  }
  Array.prototype.forEach.call(document.querySelectorAll(".check-in"), function (part) {
    var button = part.querySelector("button"), area = part.querySelector("textarea");
    refresh(part);
    button.hidden = false;
    button.addEventListener("click", function () {
      function done() { button.textContent = button.dataset.done; }
      function byHand() { area.focus(); area.select(); if (document.execCommand("copy")) done(); }
      if (navigator.clipboard) navigator.clipboard.writeText(area.value).then(done, byHand); else byHand();
    });
  });
})();
