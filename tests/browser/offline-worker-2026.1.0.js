// Keeps the whole book in the reader's browser, once the reader has asked for it (book/_static/offline.js asks).
// The build writes FILES and EDITION above these lines.
/* global FILES, EDITION */
const SCOPE = self.registration.scope; // two copies of the book on one server keep apart
const NAME = `${SCOPE}#${EDITION}`;

/** Fetches every file not yet kept, six at a time, and tells the pages how far it is. A missing one fails the whole. */
async function keepAll() {
  const cache = await caches.open(NAME);
  const waiting = [...FILES];
  let kept = 0;
  const fetchNext = async () => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      const address = new URL(file, SCOPE);
      if (!(await cache.match(address))) await cache.add(new Request(address, { cache: "reload" }));
      await tell({ kept: ++kept, of: FILES.length });
    }
  };
  await Promise.all(Array.from({ length: 6 }, fetchNext));
}

async function tell(message) {
  for (const page of await self.clients.matchAll({ includeUncontrolled: true })) page.postMessage(message);
}

async function dropOlder() {
  for (const name of await caches.keys()) if (name.startsWith(`${SCOPE}#`) && name !== NAME) await caches.delete(name);
}

/** The kept file, whatever settings a link adds after the "?"; a folder is its index. What is not kept is fetched. */
async function answer(request) {
  const url = new URL(request.url);
  if (url.pathname.endsWith("/")) url.pathname += "index.html";
  const cache = await caches.open(NAME);
  return (await cache.match(url.href, { ignoreSearch: true })) ?? fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(keepAll()));
// A worker that was removed while pages were open comes back as it is, without being installed: so the page asks.
self.addEventListener("message", (event) => {
  const reply = (whole) => event.ports[0].postMessage({ whole });
  event.waitUntil(keepAll().then(() => reply(true), () => reply(false)));
});
self.addEventListener("activate", (event) => event.waitUntil(dropOlder().then(() => self.clients.claim())));
self.addEventListener("fetch", (event) => {
  if (event.request.method === "GET" && event.request.url.startsWith(SCOPE)) event.respondWith(answer(event.request));
});
