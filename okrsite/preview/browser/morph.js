// Takes over what differs between the page as it was sent and as it is sent now. What readers and scripts made of it stays:
// open details, typed text, focus, the scroll position, colours that were chosen.
import { match } from "./match.js";

export function follow(document) {
  const inert = document.implementation.createHTMLDocument("");
  const twins = new WeakMap(); // a node as it was sent → the node that is shown
  let was = inert.importNode(document.documentElement, true);
  pair(was, document.documentElement);

  function pair(sent, shown) {
    twins.set(sent, shown);
    for (let s = sent.firstChild, n = shown.firstChild; s && n; s = s.nextSibling, n = n.nextSibling) pair(s, n);
  }

  function repair(before, after) { // equal trees: who stood for the one stands for the other
    const shown = twins.get(before);
    if (shown) twins.set(after, shown);
    for (let b = before.firstChild, a = after.firstChild; b && a; b = b.nextSibling, a = a.nextSibling) repair(b, a);
  }

  function fresh(sent) {
    const shown = document.importNode(sent, true);
    pair(sent, shown);
    return shown;
  }

  function patch(before, after, shown) { // gives the node that is shown then
    if (before.isEqualNode(after)) {
      repair(before, after);
      return shown;
    }
    twins.set(after, shown);
    if (after.nodeType !== Node.ELEMENT_NODE) {
      shown.nodeValue = after.nodeValue;
      return shown;
    }
    if (isStyle(after) && before.getAttribute("href") !== after.getAttribute("href")) return swap(after, shown);
    attributes(before, after, shown);
    children(before, after, shown);
    return shown;
  }

  function swap(after, old) { // the new style sheet is there before the old one goes
    const link = fresh(after);
    link.addEventListener("load", () => old.remove(), { once: true });
    link.addEventListener("error", () => old.remove(), { once: true });
    old.after(link);
    return link;
  }

  function children(before, after, shown) {
    const olds = [...before.childNodes], news = [...after.childNodes];
    const found = match(olds, news);
    const kept = new Set(found);
    olds.forEach((old, index) => { if (!kept.has(index)) twins.get(old)?.remove(); });
    let previous = null, furthest = -1;
    news.forEach((sent, index) => {
      const from = found[index];
      const place = () => (previous ? previous.nextSibling : shown.firstChild);
      if (from < 0) {
        const made = fresh(sent);
        shown.insertBefore(made, place());
        previous = made;
        return;
      }
      const node = twins.get(olds[from]);
      if (!node || node.parentNode !== shown) return; // a script took it away
      if (from < furthest) shown.insertBefore(node, place());
      furthest = Math.max(furthest, from);
      previous = patch(olds[from], sent, node);
    });
  }

  return function update(html) { // false: the page's scripts are others, so it must be loaded again
    const now = new DOMParser().parseFromString(html, "text/html").documentElement;
    if (scripts(was) !== scripts(now)) return false;
    patch(was, now, document.documentElement);
    was = now;
    return true;
  };
}

function attributes(before, after, shown) {
  for (const { namespaceURI, localName, name } of [...before.attributes]) {
    const is_of_reader = shown === document.documentElement && name.startsWith("data-");
    if (!after.hasAttribute(name) && !is_of_reader) shown.removeAttributeNS(namespaceURI, localName);
  }
  for (const { namespaceURI, name, value } of [...after.attributes]) {
    if (before.getAttribute(name) !== value) shown.setAttributeNS(namespaceURI, name, value);
  }
}

function isStyle(node) {
  return node.localName === "link" && node.relList.contains("stylesheet");
}

function scripts(root) {
  const own = '[src^="/.okrsite/"]';
  return [...root.querySelectorAll(`script:not(${own})`)].filter(runs).map((one) => one.outerHTML).join("\n");
}

function runs(script) { // a block of data is no script
  return !script.type || /javascript|^module$/i.test(script.type);
}
