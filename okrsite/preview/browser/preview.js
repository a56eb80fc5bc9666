// The page follows the site: told of a new state, it asks for itself again and takes over what differs.
import { follow } from "./morph.js";
import { refreshFiles } from "./files.js";
import { listen } from "./listen.js";
import { openShell } from "./shell.js";

const tag = document.querySelector('script[src="/.okrsite/preview.js"]');
const here = () => location.pathname + location.search;
let digest = tag ? tag.dataset.digest : ""; // of this page as it was published; none where the preview itself wrote the page
let wanted = "", seen = "", busy = false;

const update = follow(document);
const shell = openShell();

async function look() {
  const [state, page] = await Promise.all([
    fetch("/.okrsite/state.json").then((answer) => answer.json()),
    fetch(here(), { cache: "no-store", headers: digest ? { "If-None-Match": `"${digest}"` } : {} }),
  ]);
  if (page.redirected) return location.replace(page.url);
  const is_new = page.status === 200;
  if (is_new && (!digest || !update(await page.text()))) return location.reload();
  if (is_new) digest = page.headers.get("ETag").replaceAll('"', "");
  shell.show(state);
  shell.tellGone(page.status === 404 && digest ? await whereItWent() : null);
  await refreshFiles();
}

async function whereItWent() {
  const answer = await fetch(`/.okrsite/where.json?path=${encodeURIComponent(decodeURIComponent(location.pathname))}`);
  return answer.json();
}

async function catchUp() {
  if (busy) return;
  busy = true;
  try {
    while (seen !== wanted) {
      const id = wanted;
      await look();
      seen = id;
    }
  } catch (error) {
    shell.tellConnected(false); // the next event, or the next connection, comes here again
  } finally {
    busy = false;
  }
}

function start() {
  listen((told) => {
    shell.tellConnected(told.connected !== false);
    if (told.id) wanted = told.id;
    if (told.id || told.connected) catchUp();
  });
}

addEventListener("pageshow", (event) => { if (event.persisted) start(); });
refreshFiles();
start();
