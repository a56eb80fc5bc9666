// The wallboard: goes on to the next screenful by itself, and fetches itself anew once there is a newer build to show.
// It reloads only after its own page has answered as itself: an error or a sign-in page never takes its place.
(function () {
  "use strict";
  var SCREEN = 20000, LOOK = 60000;
  var build = null;
  function turn() {
    var step = innerHeight * 0.85, end = document.documentElement.scrollHeight - innerHeight;
    if (end < 8) return;
    scrollTo(0, scrollY >= end - 4 ? 0 : Math.min(scrollY + step, end));
  }
  function fetched(address) {
    return fetch(address, { cache: "no-store", credentials: "same-origin" }).then(function (answer) {
      if (!answer.ok || answer.redirected) throw new Error(answer.status);
      return answer;
    });
  }
  function reload() {
    return fetched(location.href).then(function (answer) { return answer.text(); }).then(function (text) {
      var page = new DOMParser().parseFromString(text, "text/html");
      if (page.querySelector("body.wallboard[data-build]")) location.reload();
    });
  }
  function look() {
    fetched(document.body.dataset.build).then(function (answer) { return answer.json(); }).then(function (site) {
      if (!site || !site.build) return null;
      if (build === null) build = site.build;
      return site.build === build ? null : reload();
    }).catch(function () { return null; }).then(function () { setTimeout(look, LOOK); });
  }
  setInterval(turn, SCREEN);
  if (location.protocol !== "file:") look();
})();
