// "Save this book for offline": only where the browser can (a server with https, or this machine), only when asked.
// Whether a copy is saved is asked of the store, which the worker (offline-worker.js) marks when a copy is whole.
(() => {
  "use strict";
  const place = document.querySelector(".offline");
  // In a frame of another site, the copy would be of use in that frame only.
  const canKeep = location.protocol.startsWith("http") && window.parent === window && window.origin !== "null";
  if (!place || !canKeep || !("serviceWorker" in navigator) || !("locks" in navigator)) return;

  const root = new URL(document.documentElement.dataset.content_root, location.href).href;
  const WHOLE = `${root}saved-copy`;
  const button = place.querySelector("button");
  const status = place.querySelector("[role=status]");
  let pages; // the book's other pages, and the worker
  let isSaved = false;

  const PART_IS_LEFT =
    "That did not work. Part of the book may still be stored here: please try again, " +
    "or clear this site’s data in your browser.";
  const WHY = {
    unreachable: (file) => `${file} could not be fetched. Is the network there? Must you sign in again?`,
    refused: (file) => `the server did not give ${file}. Please try again later.`,
    changed: (file) =>
      `in place of ${file} came something else, maybe a page to sign in. Please reload this page first.`,
    room: () => "the browser has no room for the book. Please free some space on this device, then try again.",
    other: () => "is the network there, and does the browser allow this site to store files?",
  };

  /** The worker's registration: this copy's own, not that of a copy above it (an edition lies below the newest). */
  async function registered() {
    const found = await navigator.serviceWorker.getRegistration(root);
    return found?.scope === root ? found : undefined;
  }

  async function show(words = "") {
    isSaved = Boolean(await caches.match(WHOLE));
    button.textContent = isSaved ? "Remove the saved copy" : "Save this book for offline";
    button.disabled = false;
    status.textContent = words;
    place.hidden = false;
    if (!isSaved) document.querySelector(".newer-copy")?.remove();
  }

  /** The worker, once no newer one is on its way; browsers may name none at all for seconds after a registration. */
  async function atWork(registration) {
    for (let tries = 0; tries < 300; tries++) {
      registration.waiting?.postMessage("take over");
      const { installing, waiting, active } = registration;
      if (!installing && !waiting && active?.state === "activated") return active;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error("no worker");
  }

  function ask(worker, request) {
    const { port1, port2 } = new MessageChannel();
    worker.postMessage(request, [port2]);
    return new Promise((resolve) => {
      port1.onmessage = ({ data }) => resolve(data);
    });
  }

  async function save() {
    const registration = await navigator.serviceWorker.register(`${root}offline-worker.js`, { updateViaCache: "none" });
    await atWork(registration);
    await registration.update(); // one that was removed while pages were open comes back as it was
    const answer = await ask(await atWork(registration), "keep");
    if (!answer.whole || !(await caches.match(WHOLE))) throw answer;
    watch();
    return "Saved. In this browser the book now opens without a network. Bookmark this page to find it again.";
  }

  async function remove() {
    const registration = await registered();
    await registration?.unregister();
    for (const name of await caches.keys()) if (name.startsWith(`${root}#`)) await caches.delete(name);
    return "Removed.";
  }

  async function failed({ why, file }) {
    const gone = await remove().then(
      () => true,
      () => false,
    );
    if (!gone) return PART_IS_LEFT;
    return `That did not work, and nothing was kept: ${(WHY[why] ?? WHY.other)(file)}`;
  }

  /** Saves or removes, one page of the book after the other, and tells the others. */
  async function act(work) {
    button.disabled = true;
    status.textContent = work === save ? "Saving" : "Removing";
    const words = await navigator.locks.request(`${root}#copy`, () => work().catch(failed));
    await show(words);
    pages.postMessage({ words });
  }

  function listen() {
    pages = new BroadcastChannel(`${root}#copy`);
    pages.onmessage = ({ data }) => {
      if (!button.disabled) {
        if (!data.of) show(data.words);
      } else if (data.of) status.textContent = `Saving: ${data.kept} of ${data.of} files`;
    };
  }

  /** Offers the newer edition that waits beside this one. Nothing is reloaded unasked: answers could be lost. */
  async function offer(registration) {
    const copies = (await caches.keys()).filter((name) => name.startsWith(`${root}#`));
    if (!registration.waiting || copies.length < 2 || document.querySelector(".newer-copy")) return;
    const note = Object.assign(document.createElement("p"), { className: "newer-edition newer-copy offline" });
    const reload = Object.assign(document.createElement("button"), { type: "button", textContent: "Reload" });
    note.setAttribute("role", "status");
    reload.addEventListener("click", () => takeOver(registration.waiting));
    document.querySelector("main").prepend(note);
    note.append("A newer edition of the saved copy is ready: reload to read it. ", reload);
  }

  function takeOver(worker) {
    if (!worker) return location.reload(); // another page has asked already
    worker.addEventListener("statechange", () => {
      if (worker.state === "activated") location.reload();
    });
    worker.postMessage("take over");
  }

  async function watch() {
    const registration = await registered();
    if (!registration) return;
    const look = ({ target }) => {
      const failed = target.state !== "installed" && isSaved && !button.disabled;
      if (failed) status.textContent = "A newer edition could not be saved. You keep this one.";
      else offer(registration);
    };
    registration.onupdatefound = () => registration.installing?.addEventListener("statechange", look, { once: true });
    registration.onupdatefound();
    offer(registration);
  }

  listen();
  button.addEventListener("click", () => act(isSaved ? remove : save));
  window.addEventListener("pagehide", () => pages.close()); // an open channel may keep a page from coming Back at once
  window.addEventListener("pageshow", ({ persisted }) => {
    if (persisted) {
      listen();
      show();
    }
  });
  const address = new URL(location.href);
  if (address.searchParams.has("remove-saved-copy")) {
    // a way out that needs no button
    address.searchParams.delete("remove-saved-copy");
    history.replaceState(history.state, "", address);
    act(remove).catch(() => {}); // where the store is blocked there is nothing to remove
  } else {
    show().then(watch, () => {}); // where the store is blocked, nothing is offered
  }
})();
