// One connection for all tabs of the preview.
import { openStream } from "./stream.js";

const ports = new Set();
let last = null;

addEventListener("connect", (event) => {
  const port = event.ports[0];
  ports.add(port);
  port.onmessage = () => ports.delete(port); // it says only that it leaves
  if (last) port.postMessage(last);
});

openStream((told) => {
  if (told.id) last = told;
  for (const port of ports) port.postMessage(told);
});
