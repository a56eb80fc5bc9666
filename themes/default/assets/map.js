// On the map: shows the goals on the way up and down from the one that is pointed at, or that the address names.
(function () {
  "use strict";
  var picture = document.querySelector(".map-picture");
  if (!picture) return;
  var ties = Array.prototype.slice.call(picture.querySelectorAll(".tie"));
  var nodes = Array.prototype.slice.call(picture.querySelectorAll(".node"));
  function reached(start, from, to) {
    var found = {}, waiting = [start];
    while (waiting.length) {
      var at = waiting.pop();
      if (found[at]) continue;
      found[at] = true;
      ties.forEach(function (tie) { if (tie.dataset[from] === at) { tie.classList.add("on"); waiting.push(tie.dataset[to]); } });
    }
    return found;
  }
  function show(node) {
    ties.forEach(function (tie) { tie.classList.remove("on"); });
    picture.classList.toggle("chosen", Boolean(node));
    if (!node) return;
    var up = reached(node.dataset.node, "from", "to"), down = reached(node.dataset.node, "to", "from");
    nodes.forEach(function (other) { other.classList.toggle("on", Boolean(up[other.dataset.node] || down[other.dataset.node])); });
  }
  function wanted() { try { return decodeURIComponent(location.hash.slice(1)); } catch (error) { return ""; } }
  // The goal in the address; where teams stand for goals, its team.
  function named() {
    var key = wanted(), team = key.split("/")[0];
    function has(name) { return nodes.filter(function (node) { return node.dataset.key === name; })[0]; }
    return has(key) || has(team);
  }
  function follow() {
    var node = named(), item = document.getElementById(wanted()), fold = item && item.closest("details");
    if (fold && !fold.open) { fold.open = true; item.scrollIntoView(); }
    show(node);
    if (node) picture.parentNode.scrollLeft = node.querySelector("svg").x.baseVal.value - 40;
  }
  nodes.forEach(function (node) {
    node.addEventListener("pointerenter", function () { show(node); });
    node.addEventListener("pointerleave", function () { show(named()); });
  });
  // By keyboard one goes through the lists below: the picture follows.
  document.addEventListener("focusin", function (event) {
    var item = event.target.closest("main li[id]");
    if (item) show(nodes.filter(function (node) { return node.dataset.key === item.id; })[0] || named());
  });
  addEventListener("hashchange", follow);
  follow();
})();
