// Keeps the whole book in the reader's browser, once the reader has asked for it (book/_static/offline.js asks).
// The build writes FILES, their HASHES and EDITION above these lines.
//
// What is kept is checked, not believed. A host may redirect, ask for a sign-in, or send half a file, and say 200. So
// only a body with the hash of the built file is kept, whatever its address was, and as a fresh Response: one that was
// redirected may not answer a navigation, and the page would not open, online either. A host that changes pages on
// their way is refused for the same reason; what it slips in, the pages' own policy would block anyway.
/* global FILES, HASHES, EDITION */
const SCOPE = self.registration.scope; // copies of the book on one server, such as its editions, keep apart
const NAME = `${SCOPE}#${EDITION}`;
const WHOLE = `${SCOPE}saved-copy`; // kept last: a copy without this mark is not whole, and nothing is served from it
const HASH = new Map(FILES.map((file, place) => [new URL(file, SCOPE).href, HASHES[place]]));
const pages = new BroadcastChannel(`${SCOPE}#copy`);

class Failure extends Error {
  constructor(why, address) {
    super(why);
    Object.assign(this, { why, file: address.slice(SCOPE.length) });
  }
}

const isWhole = () => caches.match(WHOLE, { cacheName: NAME });
const ours = async () => (await caches.keys()).filter((name) => name.startsWith(`${SCOPE}#`));
const drop = (names) => Promise.all(names.map((name) => caches.delete(name)));

async function hash(body) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  return Array.from(bytes.subarray(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A fresh answer with the same body, if that is the file as it was built. */
async function asBuilt(answer, address) {
  const body = await answer.arrayBuffer();
  const type = answer.headers.get("Content-Type");
  if ((await hash(body)) !== HASH.get(address)) return undefined;
  return new Response(body, { headers: type ? { "Content-Type": type } : {} });
}

async function fetchFile(address) {
  try {
    const answer = await fetch(address, { cache: "reload" });
    if (answer.status !== 200) throw new Failure("refused", address);
    const file = answer.url.startsWith(SCOPE) && (await asBuilt(answer, address));
    if (file) return file;
  } catch (error) {
    throw error instanceof Failure ? error : new Failure("unreachable", address);
  }
  throw new Failure("changed", address);
}

/** Keeps a file, from an older copy if it has not changed since. */
async function keep(cache, address) {
  const kept = await caches.match(address, { cacheName: NAME });
  if (kept && (await asBuilt(kept, address))) return;
  const older = await caches.match(address);
  const file = (older && (await asBuilt(older, address))) ?? (await fetchFile(address));
  await cache.put(address, file).catch(() => {
    throw new Failure("room", address);
  });
}

async function check(address) {
  const kept = await caches.match(address, { cacheName: NAME });
  if (!kept || !(await asBuilt(kept, address))) throw new Failure("room", address);
}

/** Keeps every file, six at a time, and marks the copy once all are found there; if one fails, nothing is left. */
async function keepAll() {
  const cache = await caches.open(NAME);
  const waiting = [...HASH.keys()];
  let kept = 0;
  const keepNext = async () => {
    for (let address = waiting.shift(); address; address = waiting.shift()) {
      await keep(cache, address);
      pages.postMessage({ kept: ++kept, of: FILES.length });
    }
  };
  try {
    await Promise.all(Array.from({ length: 6 }, keepNext));
    await Promise.all(Array.from(HASH.keys(), check));
    await cache.put(WHOLE, new Response(EDITION)).catch(() => {
      throw new Failure("room", WHOLE);
    });
  } catch (error) {
    waiting.length = 0;
    await caches.delete(NAME);
    throw error;
  }
}

let inVain = false; // a harmful copy is gone, and no new one could be made
let keeping = null; // two pages may ask at once
const keepOnce = () =>
  (keeping ??= keepAll().finally(() => {
    keeping = null;
  }));

/** Replaces a copy by the worker of edition 2026.1.0, which kept whatever came. If it cannot open, it goes at once. */
async function replaceUnchecked() {
  const names = await ours();
  const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).matchAll()));
  const harmful = kept.flat().some(({ redirected }) => redirected);
  if (harmful) await drop(names); // that worker now asks the network, so the next page opens
  try {
    if (names.length) await keepOnce();
  } catch (error) {
    if (!harmful) throw error; // the copy stays, and the next visit tries again
    inVain = true;
  }
}

/** A newer edition is kept beside the one that is read, and waits until the reader asks for it or leaves the book. */
async function install() {
  if ((await caches.match(WHOLE)) && !(await isWhole())) return keepOnce();
  if (self.registration.active) await replaceUnchecked();
  self.skipWaiting();
}

async function activate() {
  await drop((await ours()).filter((name) => name !== NAME));
  await self.clients.claim();
  if (inVain) await self.registration.unregister(); // the reader has no copy, and can ask for one
}

/** The kept file an address means: a folder is its index; hosts leave out ".html", or write "/" in its place. */
function fileAt({ origin, pathname }) {
  const path = origin + pathname;
  const bare = path.replace(/\/$/, "");
  return [path, `${path}index.html`, `${bare}.html`, `${bare}/index.html`].find((address) => HASH.has(address));
}

/** The kept file, or nothing: then the network is asked, also where the store is gone or cannot be read. */
async function fromCopy(address) {
  try {
    return (await isWhole()) && (await caches.match(address, { cacheName: NAME }));
  } catch {
    return undefined;
  }
}

async function open(request) {
  const url = new URL(request.url);
  const file = fileAt(url);
  if (file && url.searchParams.has("remove-saved-copy")) return remove(request);
  const answer = file && (await fromCopy(file));
  if (!answer) return fetch(request).catch(sayMissing);
  const isOwn = [file, file.replace(/index\.html$/, "")].includes(url.origin + url.pathname);
  return isOwn ? answer : Response.redirect(file + url.search); // a page's links count from its own address
}

async function remove(request) {
  await drop(await ours());
  await self.registration.unregister();
  pages.postMessage({ words: "Removed." });
  return fetch(request).catch(() => notice("The saved copy is removed", "The book now needs a network again."));
}

async function sayMissing(error) {
  if (!(await isWhole())) throw error; // the browser's own page says it best
  const [first, way] = [SCOPE, `${SCOPE}?remove-saved-copy`];
  return notice(
    "This page cannot be reached",
    `It is not in the saved copy, and the network does not answer.
    <a href="${first}">Open the saved copy</a>, or <a href="${way}">remove it</a>.`,
  );
}

function notice(title, words) {
  const page = `<!DOCTYPE html><html lang="en-GB"><meta charset="utf-8"><title>${title}</title>
    <meta name="viewport" content="width=device-width"><h1>${title}</h1><p>${words}</p></html>`;
  return new Response(page, { status: 503, headers: { "Content-Type": "text/html" } });
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => {
  const reply = (answer) => event.ports[0].postMessage(answer);
  if (event.data === "take over") self.skipWaiting();
  const refuse = ({ why, file }) => reply({ whole: false, why, file });
  if (event.data === "keep") event.waitUntil(keepOnce().then(() => reply({ whole: true }), refuse));
});
self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  if (method !== "GET" || !url.startsWith(SCOPE)) return;
  if (mode === "navigate") return event.respondWith(open(event.request));
  const file = url.replace(/[?#].*/, "");
  if (HASH.has(file)) event.respondWith(fromCopy(file).then((answer) => answer || fetch(event.request)));
});
