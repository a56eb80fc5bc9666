// Pictures and style sheets whose names stay when their content changes: asked for again when it did.
const MOST = 60;
const known = new Map();

export async function refreshFiles() {
  const shown = [...document.querySelectorAll("img[src], link[rel~=stylesheet][href]")].slice(0, MOST);
  await Promise.all(shown.map(refresh));
}

async function refresh(element) {
  const attribute = element.localName === "img" ? "src" : "href";
  const url = new URL(element.getAttribute(attribute), document.baseURI);
  if (url.origin !== location.origin || url.protocol === "data:") return;
  url.search = "";
  const answer = await fetch(url, { method: "HEAD", cache: "no-store" });
  const tag = answer.ok && answer.headers.get("ETag");
  if (!tag) return;
  const before = known.get(url.href);
  known.set(url.href, tag);
  if (before && before !== tag) element.setAttribute(attribute, `${url.href}?changed=${tag.replaceAll('"', "")}`);
}
