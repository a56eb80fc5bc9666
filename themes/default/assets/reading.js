// Small helps for readers, all optional: tables that sort, lists that filter, links to headings, a cross-hair on charts.
(() => {
  "use strict";
  function each(what, how, from) { (from || document).querySelectorAll(what).forEach(how); }
  function made(name, parent, kind) {
    var element = document.createElement(name);
    if (kind) element.className = kind;
    parent.appendChild(element);
    return element;
  }
  var own = document.querySelector("script[data-copy]").dataset, said = made("p", document.body, "visually-hidden");
  said.setAttribute("role", "status");
  function key(cell) {
    var time = cell.querySelector("time[datetime]"), bar = cell.dataset.sort;
    var text = bar || (time ? time.getAttribute("datetime") : cell.textContent.trim());
    var number = cell.classList.contains("num") || bar ? parseFloat(text.replace(/\u2212/g, "-").replace(/(\d)[,\u00a0\u202f ](?=\d{3})/g, "$1").replace(/[^\d.-]/g, "")) : NaN;
    return isNaN(number) ? text : number;
  }
  function sort(table, head, column) {
    var up = head.getAttribute("aria-sort") !== "ascending", body = table.tBodies[0];
    each("th[aria-sort]", (other) => { other.removeAttribute("aria-sort"); }, table);
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    var compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
    var rows = [...body.rows].map((row) => [key(row.cells[column]), row]);
    rows.sort((a, b) => {
      var order = typeof a[0] === "number" && typeof b[0] === "number" ? a[0] - b[0] : typeof a[0] === typeof b[0] ? compare(a[0], b[0]) : typeof a[0] === "number" ? -1 : 1;
      return up ? order : -order;
    });
    rows.forEach((pair) => { body.appendChild(pair[1]); });
  }
  each("main table", (table) => {
    if (!table.tHead || !table.tHead.rows[0].cells[0].textContent.trim() || !table.tBodies[0] || table.tBodies[0].rows.length < 3 || table.querySelector("tbody [colspan], tbody [rowspan]")) return;
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      if (!head.textContent.trim()) return;
      var button = made("button", head, "sort");
      button.type = "button";
      while (head.firstChild !== button) button.appendChild(head.firstChild);
      button.addEventListener("click", () => { sort(table, head, column); });
    });
  });
  each("[data-filter]", (place) => {
    var input = made("input", place);
    input.type = "search";
    input.placeholder = place.dataset.label;
    input.setAttribute("aria-label", place.dataset.label);
    input.addEventListener("input", () => {
      var wanted = input.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
      var found = 0, jump = document.querySelector(".jump");
      each(place.dataset.filter, (one) => {
        var text = one.textContent.toLocaleLowerCase();
        one.hidden = !wanted.every((word) => text.includes(word));
        if (!one.hidden) found++;
      });
      if (jump) said.textContent = wanted.length ? jump.dataset.count.replace("{}", found) : "";
      if (wanted.length) each("details.found-group", (group) => { group.open = true; });
    });
  });
  each("main :is(section, article)[id]", (part) => {
    var head = part.querySelector("h2, h3");
    if (!head || head.querySelector("a")) return;
    var title = made("span", head), link = made("a", head, "anchor");
    while (head.firstChild !== title) title.appendChild(head.firstChild);
    title.id = "_title-" + part.id;
    head.setAttribute("aria-labelledby", title.id); // the heading is called by its words alone
    link.href = "#" + part.id;
    link.setAttribute("aria-label", own.copy + " (" + title.textContent.trim() + ")");
    link.addEventListener("click", () => {
      if (!navigator.clipboard) return;
      navigator.clipboard.writeText(link.href).then(() => {
        said.textContent = own.copied;
        link.classList.add("is-copied");
        setTimeout(() => { link.classList.remove("is-copied"); said.textContent = ""; }, 2000);
      }, () => null);
    });
  });
  each("svg.key-result-chart, svg.kpi-chart", (chart) => {
    var marks = [...chart.querySelectorAll("svg.at")].map((mark) => {
      var title = mark.querySelector("title");
      return title && !mark.querySelector(".goal") ? [parseFloat(mark.getAttribute("x")), title.textContent, mark.querySelector("a")] : null;
    }).filter(Boolean).sort((a, b) => a[0] - b[0]);
    if (!marks.length) return;
    var line = document.createElementNS("http://www.w3.org/2000/svg", "line"), words = made("p", chart.parentNode, "read-off");
    line.setAttribute("class", "cross-hair");
    line.setAttribute("y1", "0");
    line.setAttribute("y2", "100%");
    words.setAttribute("aria-hidden", "true");
    words.hidden = true;
    chart.insertAdjacentElement("afterend", words);
    var chosen = marks.length - 1;
    function show(mark) {
      chosen = marks.indexOf(mark);
      line.setAttribute("x1", mark[0] + "%");
      line.setAttribute("x2", mark[0] + "%");
      chart.appendChild(line);
      words.textContent = mark[1];
      words.hidden = false;
    }
    function hide() { line.remove(); words.hidden = true; }
    function nearest(at) { return marks.reduce((best, mark) => Math.abs(mark[0] - at) < Math.abs(best[0] - at) ? mark : best); }
    chart.addEventListener("pointermove", (event) => {
      var space = chart.getBoundingClientRect();
      show(nearest((event.clientX - space.left) / space.width * 100));
    });
    chart.addEventListener("pointerleave", hide);
    // By keyboard the arrows go from value to value, and Enter to where a value was said.
    chart.setAttribute("tabindex", "0");
    if (!chart.hasAttribute("role")) {
      chart.setAttribute("role", "group");
      chart.setAttribute("aria-label", chart.querySelector("title").textContent);
    }
    chart.addEventListener("focus", () => { show(marks[chosen]); });
    chart.addEventListener("blur", () => { hide(); said.textContent = ""; });
    chart.addEventListener("keydown", (event) => {
      var to = { ArrowLeft: chosen - 1, ArrowRight: chosen + 1, Home: 0, End: marks.length - 1 }[event.key];
      if (event.key === "Enter" && marks[chosen][2]) location.hash = marks[chosen][2].getAttribute("href");
      if (to === undefined) return;
      event.preventDefault();
      show(marks[Math.max(0, Math.min(marks.length - 1, to))]);
      said.textContent = words.textContent;
    });
  });
})();
