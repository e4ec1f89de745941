// Keeps the whole book in the reader's browser, once the reader has asked for it (book/_static/offline.js asks).
// The build writes FILES and EDITION above these lines.
/* global FILES, EDITION */
const SCOPE = self.registration.scope; // two copies of the book on one server keep apart
const NAME = `${SCOPE}#${EDITION}`;

/** Fetches every file, six at a time, and tells the pages how far it is. One that is missing fails the whole. */
async function keepAll() {
  const cache = await caches.open(NAME);
  const waiting = [...FILES];
  let kept = 0;
  const fetchNext = async () => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      await cache.add(new Request(new URL(file, SCOPE), { cache: "reload" }));
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
self.addEventListener("activate", (event) => event.waitUntil(dropOlder().then(() => self.clients.claim())));
self.addEventListener("fetch", (event) => {
  if (event.request.method === "GET" && event.request.url.startsWith(SCOPE)) event.respondWith(answer(event.request));
});
