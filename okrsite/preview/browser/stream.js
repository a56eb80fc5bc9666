// The stream of states, kept open: after a restart of the server, after the machine slept, whenever it falls silent.
const SILENCE = 25000; // ms; the server gives a sign of life every ten seconds
const AGAIN = 1000; // ms

export function openStream(tell) {
  let source = null, heard = 0, again = 0;
  function connect() {
    if (source) source.close();
    clearTimeout(again);
    heard = Date.now();
    source = new EventSource("/.okrsite/events");
    source.onopen = () => { heard = Date.now(); tell({ connected: true }); };
    source.onmessage = (event) => { heard = Date.now(); tell({ id: event.data }); };
    source.addEventListener("beat", () => { heard = Date.now(); });
    source.onerror = () => {
      tell({ connected: false });
      if (source.readyState === EventSource.CLOSED) again = setTimeout(connect, AGAIN);
    };
  }
  const watch = setInterval(() => { if (Date.now() - heard > SILENCE) connect(); }, 5000);
  connect();
  return () => { clearInterval(watch); clearTimeout(again); source.close(); };
}
