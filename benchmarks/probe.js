// In every measured page, before its own scripts: finds the control, moves it as a key or a hand would, waits for
// paint. All times are the page's own clock, in ms; its zero is the start of the navigation.
(() => {
  const STEP = 0.5; // mg, downwards from 50, on every page
  const LIMIT = 60_000; // ms without an answer: something is broken

  const frame = () => new Promise(requestAnimationFrame);
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));

  /** Ends with the first task after the frame in which it is called, that is, when the frame has been drawn. */
  const drawnFrame = () =>
    new Promise((done) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = done;
      port2.postMessage(0);
    });

  // ipywidgets' slider is a noUiSlider; its handle is moved by the arrow keys.
  const arrow = (handle) =>
    handle.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowLeft", bubbles: true, cancelable: true }));
  const picture = () => document.querySelector(".widget-interact img");

  // patience: how long a first input may stay unanswered before it is made again
  const TARGETS = {
    explorer: {
      patience: 100,
      control: () => document.querySelector('figure.explorer [name="dose"]'),
      drawn: () => document.querySelector('[data-series="occupancy_brain_retention"]')?.getAttribute("d"),
      move: (input) => {
        input.value = Number(input.value) - STEP;
        input.dispatchEvent(new Event("input", { bubbles: true }));
      },
    },
    linked: {
      patience: 100,
      control: () => document.querySelector(".noUi-handle"),
      drawn: () => document.querySelector(".progress-bar")?.style.width,
      move: arrow,
    },
    kernel: {
      patience: 5_000,
      control: () => document.querySelector(".widget-interact .noUi-handle"),
      drawn: () => picture()?.src,
      move: arrow,
      decoded: () => picture().decode().then(frame),
    },
  };

  const rendered = [];
  document.addEventListener("explorer:rendered", ({ detail }) => rendered.push(detail.ms));

  /** Waits until what is drawn differs from `before`, and is painted; calls `nudge` in every frame until then. */
  async function repainted(target, before, nudge = () => {}) {
    const since = performance.now();
    for (let now = before; !now || now === before; now = target.drawn()) {
      if (performance.now() - since > LIMIT) throw new Error("the picture did not change after an input");
      nudge();
      await frame();
    }
    await target.decoded?.();
    await drawnFrame();
  }

  /** From the start of the navigation until an input has changed the picture. */
  async function firstControl(target) {
    while (!target.control() || !target.drawn()) {
      if (performance.now() > 2 * LIMIT) throw new Error("no control appeared");
      await frame();
    }
    let asked = -Infinity;
    await repainted(target, target.drawn(), () => {
      if (performance.now() - asked < target.patience) return;
      asked = performance.now();
      target.move(target.control());
    });
    return performance.now();
  }

  async function change(target) {
    const before = target.drawn();
    const asked = performance.now();
    target.move(target.control());
    await repainted(target, before);
    return performance.now() - asked;
  }

  /**
   * One number for every change: from the input event until the new picture is painted; and the loop, before and
   * between.
   */
  async function changes(target, count) {
    rendered.length = 0;
    const repaint = [];
    const loops = [loop()];
    for (let i = 1; i <= count; i++) {
      await pause(40 + ((7 * i) % 17)); // inputs fall anywhere between two frames
      repaint.push(await change(target));
      if (i % 5 === 0) loops.push(loop());
    }
    return { repaint, rendered: [...rendered], loop: loops };
  }

  /**
   * How long a fixed piece of arithmetic takes here: tells how slow the page is made, and when something else is at
   * work.
   */
  function loop() {
    const begun = performance.now();
    let x = 1;
    for (let i = 0; i < 2e7; i++) x = (x * 1664525 + 1013904223) | 0;
    return [performance.now() - begun, x][0];
  }

  window.probe = {
    watch: (name) => {
      if (window !== top) return;
      window.probe.first = firstControl(TARGETS[name]);
      window.probe.first.catch(() => {}); // told to whoever awaits it
    },
    changes: (name, count) => changes(TARGETS[name], count),
    loop,
  };
})();
