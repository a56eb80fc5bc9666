// The jump box: site.js fetches this when it is first wanted; from then on the key / and the search link open it.
(function () {
  "use strict";
  var link = document.querySelector(".jump");
  var base = new URL(link.dataset.index, document.baseURI);
  var box, input, list, said, chosen = -1, rows = null;
  var WIDE = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}ー\p{sc=Hang}\p{sc=Thai}]+|[\p{L}\p{N}]+/gu;
  var CJK = /^[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}ー\p{sc=Hang}\p{sc=Thai}]/u;
  function folded(text) { return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase(); }
  function runs(text) {
    // Letters of scripts without spaces stand apart from those with them.
    return (text.replace(/([\p{sc=Han}\p{sc=Hira}\p{sc=Kana}ー\p{sc=Hang}\p{sc=Thai}]+)/gu, " $1 ").match(WIDE) || []);
  }
  function pairs(run) {
    var letters = Array.from(run), found = [];
    for (var at = 0; at + 1 < letters.length; at++) found.push(letters[at] + letters[at + 1]);
    return found.length ? found : letters;
  }
  // How far apart two words are, in letters put in, left out, changed or swapped; more than `most` is not counted out.
  function apart(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    var before = null, last = [], row;
    for (var j = 0; j <= other.length; j++) last.push(j);
    for (var i = 1; i <= one.length; i++) {
      row = [i];
      for (j = 1; j <= other.length; j++) {
        var same = one[i - 1] === other[j - 1] ? 0 : 1;
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + same);
        if (before && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      before = last;
      last = row;
    }
    return last[other.length];
  }
  // `typos` remembers which words are nearly `run`: titles share most of theirs.
  function worth(run, text, words, typos) {
    if (CJK.test(run)) {
      if (text.indexOf(run) >= 0) return 4;
      var wanted = pairs(run), there = wanted.filter(function (pair) { return text.indexOf(pair) >= 0; }).length / wanted.length;
      return there >= 0.5 ? 3 * there : 0;
    }
    if (words.indexOf(run) >= 0) return 4;
    if (words.some(function (word) { return word.indexOf(run) === 0; })) return 3;
    if (text.indexOf(run) >= 0) return 2;
    var most = run.length > 7 ? 2 : run.length > 3 ? 1 : 0;
    return most && words.some(function (word) {
      if (!typos.has(word)) typos.set(word, apart(run, word, most) <= most || (word.length > run.length && apart(run, word.slice(0, run.length), most) <= most));
      return typos.get(word);
    }) ? 1 : 0;
  }
  function prepare(index) {
    var path = "", place = 0, whole = 0, columns = index.columns, none = { said: "", text: "", words: [] };
    function aside(said) { var text = folded(said); return { said: said, text: text, words: runs(text) }; }
    var notes = index.notes.map(aside), note = none;
    var states = index.states.map(function (state) { return aside(state[1]); });
    rows = columns[0].map(function (kind, at) {
      var address = columns[1][at], part = address.charAt(0) === "#", cut = address.indexOf("|"), text = folded(columns[2][at]), state = columns[3][at];
      if (!part) {
        path = path.slice(0, Number(address.slice(0, cut))) + address.slice(cut + 1);
        var step = columns[4][whole++];
        note = step === null ? none : notes[place += step]; // a part has that of its whole
      }
      return { kind: kind, href: "../" + path + (/(^|\/)$/.test(path) ? index.leaf : "") + (part ? address : ""), title: columns[2][at], text: text,
        words: runs(text), note: note, state: state < 0 ? null : index.states[state], word: state < 0 ? none : states[state] };
    });
    rows.kinds = index.kinds;
  }
  function search(query) {
    var wanted = runs(folded(query));
    if (!wanted.length) return [];
    var typos = wanted.map(function () { return new Map(); });
    var hits = [];
    rows.forEach(function (row, place) {
      var sum = 0;
      for (var at = 0; at < wanted.length; at++) {
        var of = worth(wanted[at], row.text, row.words, typos[at]) || worth(wanted[at], row.note.text, row.note.words, typos[at]) / 4 ||
          worth(wanted[at], row.word.text, row.word.words, typos[at]) / 8;
        if (!of) return;
        sum += of;
      }
      hits.push({ row: row, place: place, worth: sum - row.text.length / 1000 - (row.kind === rows.kinds.length - 1 ? 0.3 : 0) }); // parts come behind wholes
    });
    hits.sort(function (a, b) { return b.worth - a.worth || a.place - b.place; });
    var counted = {};
    return hits.filter(function (hit) {
      counted[hit.row.kind] = (counted[hit.row.kind] || 0) + 1;
      return counted[hit.row.kind] < 9;
    }).slice(0, 32);
  }
  function made(name, parent, text) {
    var element = document.createElement(name);
    if (text) element.textContent = text;
    parent.appendChild(element);
    return element;
  }
  function show() {
    if (!rows) return;
    var hits = search(input.value), kinds = [];
    list.textContent = "";
    hits.forEach(function (hit) { if (kinds.indexOf(hit.row.kind) < 0) kinds.push(hit.row.kind); });
    var number = 0;
    kinds.forEach(function (kind) {
      var group = made("div", list), head = made("div", group, rows.kinds[kind]);
      head.className = "jump-kind";
      head.id = "_jump-kind-" + kind;
      group.setAttribute("role", "group");
      group.setAttribute("aria-labelledby", head.id);
      hits.forEach(function (hit) {
        if (hit.row.kind !== kind) return;
        var option = made("a", group);
        option.href = new URL(hit.row.href, base).href;
        option.id = "_jump-" + number++;
        option.tabIndex = -1;
        option.setAttribute("role", "option");
        made("span", option, hit.row.title);
        var state = hit.row.state;
        made("small", option, (state ? state[0] + " " + state[1] : "") + (state && hit.row.note.said ? " · " : "") + hit.row.note.said);
      });
    });
    said.textContent = input.value.trim() ? (number ? link.dataset.count.replace("{}", number) : link.dataset.none) : link.dataset.how;
    choose(number ? 0 : -1);
  }
  function choose(place) {
    var options = list.querySelectorAll("[role=option]");
    chosen = options.length ? (place + options.length) % options.length : -1;
    for (var at = 0; at < options.length; at++) options[at].setAttribute("aria-selected", String(at === chosen));
    input.setAttribute("aria-expanded", String(options.length > 0));
    if (chosen < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", options[chosen].id);
    options[chosen].scrollIntoView({ block: "nearest" });
  }
  function fetchIndex() {
    if (rows || document.querySelector("script[data-search]")) return;
    load(base.href, function () {
      load(new URL(window.okrsiteSearch.file, base).href, function () { prepare(window.okrsiteSearch.index); show(); });
    });
  }
  function load(address, then) {
    var script = document.createElement("script");
    script.src = address;
    script.dataset.search = "";
    script.addEventListener("load", then);
    script.addEventListener("error", function () { location.href = link.href; });
    document.head.appendChild(script);
  }
  function build() {
    box = made("dialog", document.body);
    box.className = "jump-box";
    box.setAttribute("aria-label", link.dataset.label);
    input = made("input", box);
    list = made("div", box);
    said = made("p", box, link.dataset.how);
    [["role", "combobox"], ["type", "text"], ["aria-label", link.dataset.label], ["placeholder", link.dataset.label], ["aria-controls", "_jump-list"],
      ["aria-expanded", "false"], ["aria-autocomplete", "list"], ["autocomplete", "off"], ["spellcheck", "false"]].forEach(function (pair) {
      input.setAttribute(pair[0], pair[1]);
    });
    list.id = "_jump-list";
    list.className = "jump-list";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", link.dataset.label);
    said.className = "jump-said";
    said.setAttribute("role", "status");
    input.addEventListener("input", show);
    input.addEventListener("keydown", function (event) {
      if (event.isComposing) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        choose(chosen + (event.key === "ArrowDown" ? 1 : -1));
      } else if (event.key === "Enter") {
        var option = list.querySelectorAll("[role=option]")[chosen];
        if (option) { event.preventDefault(); box.close(); location.href = option.href; }
      }
    });
    box.addEventListener("click", function (event) { if (event.target === box) box.close(); });
  }
  function open() {
    if (!box) build();
    fetchIndex();
    if (!box.open) box.showModal();
    input.select();
  }
  link.addEventListener("click", function (event) {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  document.addEventListener("keydown", function (event) {
    var at = event.target;
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName) || at.isContentEditable) return;
    event.preventDefault();
    open();
  });
  open();
})();
