// An explorer brought to life: controls, charts, words, numbers. The host decides where the state lives.

import { listClaims } from "./claims.js";
import { buildControls } from "./controls.js";
import { h } from "./dom.js";
import { models } from "./generated/models.js";
import { layout } from "./layout.js";
import { writeLink } from "./link.js";
import { picture } from "./picture.js";
import { playButton } from "./play.js";
import { fillReadings, keyText, settings } from "./readings.js";
import { listReviews } from "./reviews.js";
import { replyTo, sceneOf, tell } from "./state.js";
import { columns, csv, fillTable } from "./table.js";
import { chartsOf } from "./views.js";

const SETTLE_MS = 500; // words and table follow this long after the last input, never during a drag
const NARROWEST = 280; // px

/**
 * Mounts the explorer of `spec` in `figure`.
 * `store` has get(), which gives the state, set(changes) and subscribe(listener), which gives a way to unsubscribe.
 * Gives a function that takes everything away again.
 */
export function mount(figure, spec, store, { compact = false, faults = [], linkable = true } = {}) {
  const views = compact ? spec.views.filter(({ across }) => !across).slice(-1) : spec.views;
  const charts = chartsOf(views);
  const controls = buildControls(spec, { get: (key) => store.get()[key], change, hold, release });
  const play =
    spec.play &&
    playButton(
      spec.play,
      spec.controls,
      () => store.get()[spec.play.control],
      (value) => change({ [spec.play.control]: value }),
    );
  const act = { change, reset, copy, download, picture: savePicture, reply: () => replyTo(spec, models, store.get()) };
  const parts = layout(spec, { views, charts, controls, play, compact, faults, linkable, act });
  let scene;
  let widths = [];
  let frame = 0;
  let timer = 0;
  let hands = 0; // on sliders and on whatever else is pressed
  let asked = performance.now();

  function change(values, event) {
    if (event && play) play.stop();
    asked ||= event?.timeStamp ?? performance.now();
    store.set(values);
    if (event) controls.filter(({ keys }) => keys.some((key) => key in values)).forEach((control) => control.mend());
  }

  function paint() {
    frame = 0;
    scene = sceneOf(spec, models, store.get());
    controls.forEach((control) => control.show(scene.state));
    draw();
    announce();
    settleLater();
  }

  function draw() {
    widths = measure();
    charts.forEach((chart, i) => chart.update({ ...scene, width: widths[i] }));
    parts.boxes.forEach((box, i) => box.style.setProperty("--drawn", `${widths[i]}px`)); // paper keeps this width
    parts.keys.forEach((key, i) => (key.textContent = keyText(spec, views[i], scene.state)));
    if (!compact) listClaims(parts.list, scene, linkable);
  }

  const measure = () => parts.boxes.map((box) => Math.max(NARROWEST, Math.round(box.clientWidth || 640)));

  function announce() {
    const ms = performance.now() - asked;
    asked = 0;
    figure.dispatchEvent(new CustomEvent("explorer:rendered", { bubbles: true, detail: { ms } }));
  }

  function settle() {
    parts.summary.textContent = tell(spec.summary, scene.measures);
    fillTable(parts.table, columns(spec, views, scene.state, scene.curves));
    fillReadings(parts.readings, spec, views, scene);
    parts.settings.textContent = `${settings(spec, scene.state)} ${linkable ? link() : ""}`;
  }

  function settleLater() {
    clearTimeout(timer);
    timer = setTimeout(() => hands || settle(), SETTLE_MS);
  }

  const link = () => writeLink(spec, store.get(), location.href);
  const repaint = () => {
    asked ||= performance.now();
    frame ||= requestAnimationFrame(paint);
  };

  function reset(event) {
    change(Object.fromEntries(spec.controls.map((control) => [control.key, control.default])), event);
    say("All controls are back where they began.");
  }

  async function copy() {
    try {
      await navigator.clipboard.writeText(link());
      say("Link copied. It opens this page in exactly this state.");
    } catch {
      say(`Your browser did not allow copying. Please select this link and copy it yourself: ${link()}`);
    }
  }

  /** Draws and says at once what waits for its frame or its rest: no file and no print is older than the state. */
  function hurry() {
    if (frame) cancelAnimationFrame(frame);
    if (frame) paint();
    settle();
  }

  function download() {
    hurry();
    save(csv(columns(spec, views, scene.state, scene.curves)), "csv", "text/csv");
  }

  function savePicture() {
    hurry();
    const lines = [tell(spec.summary, scene.measures), settings(spec, scene.state), spec.caution];
    save(
      picture(
        charts.map(({ node }) => node),
        { title: spec.title, lines },
      ),
      "svg",
      "image/svg+xml",
    );
  }

  function save(text, ending, type) {
    const href = URL.createObjectURL(new Blob([text], { type }));
    const name = `${fileName(spec, scene.state)}.${ending}`;
    h("a", { href, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(href), 1000);
    say(...handedOver(name, linkable && link()));
  }

  function say(...said) {
    parts.said.replaceChildren(...said);
  }

  function hold() {
    hands += 1;
    play?.stop();
  }

  function release() {
    hands -= 1;
    settleLater();
  }

  /** Longer words would move a button away from under the finger that presses it, and the press would be lost. */
  function press({ button }) {
    if (button !== 0) return; // a menu, behind which the end may not be heard
    const pressing = new AbortController();
    const lift = () => {
      pressing.abort();
      release();
    };
    hands += 1;
    for (const name of ["pointerup", "pointercancel", "blur"])
      addEventListener(name, lift, { signal: pressing.signal });
  }

  const beforePrint = () => scene && hurry();
  /** A browser that fills in what the form said before knows nothing of the state. */
  const restored = (event) => {
    if (event.persisted) return;
    controls.forEach((control) => control.mend());
    repaint();
  };
  parts.root.addEventListener("pointerdown", press);
  addEventListener("beforeprint", beforePrint);
  addEventListener("pageshow", restored);
  const unsubscribe = store.subscribe(repaint);
  const observer = new ResizeObserver(() => scene && measure().some((width, i) => width !== widths[i]) && repaint());

  figure.querySelector(".explorer-fallback")?.remove();
  if (!compact) listReviews(parts.list, spec.source, linkable);
  figure.append(parts.root);
  figure.classList.add("explorer--live");
  observer.observe(parts.charts);
  paint();
  settle();

  return () => {
    play?.stop();
    observer.disconnect();
    unsubscribe();
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    removeEventListener("beforeprint", beforePrint);
    removeEventListener("pageshow", restored);
    parts.root.remove();
  };
}

/** What can be said of a file given to the browser: no page is told whether it was saved, and a frame may forbid it. */
function handedOver(name, address) {
  const asked = `Your browser was asked to save ${name}.`;
  if (parent === window) return [asked];
  const own = address
    ? [
        " Open ",
        h("a", { href: address, target: "_blank", rel: "noopener" }, "this explorer in a page of its own"),
        " and save it there.",
      ]
    : [];
  return [asked, " If it did not, this frame may not save files.", ...own];
}

/** A name for a file; with many controls, those that were moved. */
function fileName(spec, state) {
  const moved = spec.controls.filter((control) => spec.controls.length < 5 || state[control.key] !== control.default);
  return [spec.name, ...moved.map(({ key }) => `${key}-${state[key]}`)].join("_").slice(0, 120);
}
