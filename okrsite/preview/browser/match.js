// Which of the old children is which of the new ones: for each new one the old one's index, or -1.

export function match(olds, news) {
  const found = new Array(news.length).fill(-1);
  let start = 0, end = 0;
  const shortest = Math.min(olds.length, news.length);
  while (start < shortest && olds[start].isEqualNode(news[start])) found[start] = start++;
  while (end < shortest - start && olds[olds.length - 1 - end].isEqualNode(news[news.length - 1 - end])) {
    found[news.length - 1 - end] = olds.length - 1 - end;
    end++;
  }
  const free = new Set(range(start, olds.length - end));
  const open = range(start, news.length - end);
  for (const key of [whole, identity, kind]) by(key, olds, news, free, open, found);
  return found;
}

function range(from, to) {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}

function by(key, olds, news, free, open, found) { // the first free old one with the same key, in order
  const waiting = new Map();
  for (const index of free) {
    const name = key(olds[index]);
    if (name !== null) waiting.set(name, [...(waiting.get(name) ?? []), index]);
  }
  for (const index of open) {
    if (found[index] >= 0) continue;
    const name = key(news[index]);
    const old = name === null ? undefined : waiting.get(name)?.shift();
    if (old === undefined) continue;
    found[index] = old;
    free.delete(old);
  }
}

function whole(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return null;
  return node.outerHTML;
}

function identity(node) { // its id, or where its first link leads: what a row of a list is about
  if (node.nodeType !== Node.ELEMENT_NODE) return null;
  if (node.id) return `${node.localName}#${node.id}`;
  const link = node.localName === "a" ? node : node.querySelector("a[href]");
  return link ? `${node.localName} ${link.getAttribute("href")}` : null;
}

function kind(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return node.nodeName;
  if (node.id) return null; // another id is another thing
  return `${node.localName}.${node.getAttribute("class") ?? ""} ${node.getAttribute("rel") ?? ""}`;
}
