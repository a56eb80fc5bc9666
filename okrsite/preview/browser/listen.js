// Who tells this page of new states: one worker for all tabs, so that twenty of them hold one connection; without it, a stream of its own.
import { openStream } from "./stream.js";

let stop = null;

export function listen(tell) {
  if (stop) stop();
  if (typeof SharedWorker === "undefined") {
    stop = openStream(tell);
    return;
  }
  const worker = new SharedWorker("/.okrsite/worker.js", { type: "module", name: "okrsite-preview" });
  worker.port.onmessage = (event) => tell(event.data);
  worker.onerror = () => { stop = openStream(tell); };
  const leave = () => worker.port.postMessage("leaving");
  addEventListener("pagehide", leave, { once: true });
  stop = leave;
}
