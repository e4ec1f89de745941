// "Save this book for offline": only where the browser can (a server with https, or this machine), only when asked.
(function () {
  "use strict";
  const place = document.querySelector(".offline");
  if (!place || !("serviceWorker" in navigator) || !location.protocol.startsWith("http")) return;

  const root = new URL(document.documentElement.dataset.content_root, location.href).href;
  const button = place.querySelector("button");
  const status = place.querySelector("[role=status]");

  const find = () => navigator.serviceWorker.getRegistration(root).then((found) => found && found.scope === root && found.active ? found : null);

  function show(saved, words = "") {
    button.textContent = saved ? "Remove the saved copy" : "Save this book for offline";
    button.disabled = false;
    status.textContent = words;
  }

  /** Resolves when the worker is installed and at work; rejects when it gave up. */
  function settled(worker) {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (worker.state === "activated") resolve();
        if (worker.state === "redundant") reject(new Error("not all files could be kept"));
      };
      worker.addEventListener("statechange", look);
      look();
    });
  }

  /** Resolves when the worker says that every file is kept. */
  function whole(worker) {
    const { port1, port2 } = new MessageChannel();
    worker.postMessage("keep", [port2]);
    return new Promise((resolve, reject) => {
      port1.onmessage = ({ data }) => data.whole ? resolve() : reject(new Error("not all files could be kept"));
    });
  }

  async function save() {
    const registration = await navigator.serviceWorker.register(`${root}offline-worker.js`, { updateViaCache: "none" });
    const worker = registration.installing ?? registration.waiting ?? registration.active;
    await settled(worker);
    await whole(worker);
    show(true, "Saved. In this browser the book now opens without a network.");
  }

  async function remove() {
    const registration = await find();
    if (registration) await registration.unregister();
    for (const name of await caches.keys()) if (name.startsWith(`${root}#`)) await caches.delete(name);
    show(false, "Removed.");
  }

  // The last message may come after the end, and other pages hear of what they did not ask for.
  navigator.serviceWorker.addEventListener("message", ({ data }) => {
    if (data.of && button.disabled) status.textContent = `Saving: ${data.kept} of ${data.of} files`;
  });
  button.addEventListener("click", async () => {
    button.disabled = true;
    const saved = Boolean(await find());
    status.textContent = saved ? "Removing" : "Saving";
    try {
      await (saved ? remove() : save());
    } catch {
      if (!saved) await remove().catch(() => {});
      show(saved, "That did not work. Is the network there, and does the browser allow this site to store files?");
    }
  });
  find().then((found) => {
    show(Boolean(found));
    place.hidden = false;
  });
})();
