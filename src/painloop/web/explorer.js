// An explorer brought to life: controls, charts, words, numbers. The host decides where the state lives.
import { models } from "./generated/models.js";
import { listClaims } from "./claims.js";
import { buildControls } from "./controls.js";
import { h } from "./dom.js";
import { layout } from "./layout.js";
import { writeLink } from "./link.js";
import { picture } from "./picture.js";
import { playButton } from "./play.js";
import { fillReadings, keyText, settings } from "./readings.js";
import { listReviews } from "./reviews.js";
import { measured, run, tell } from "./state.js";
import { columns, csv, fillTable } from "./table.js";
import { VIEWS } from "./views.js";

const SETTLE_MS = 500; // words and table follow this long after the last input, never during a drag
const NARROWEST = 280; // px

/**
 * Mounts the explorer of `spec` in `figure`.
 * @param store { get(): state, set(changes), subscribe(listener): unsubscribe }
 * @param options { compact, faults, linkable }
 * @returns a function that takes everything away again
 */
export function mount(figure, spec, store, { compact = false, faults = [], linkable = true } = {}) {
  const views = compact ? spec.views.filter(({ across }) => !across).slice(-1) : spec.views;
  const charts = views.map((view, i) => VIEWS[view.kind](view, isLast(views, i)));
  const controls = buildControls(spec, (key, value, event) => change({ [key]: value }, event));
  const play = spec.play && playButton(spec.play, spec.controls, () => store.get()[spec.play.control], (value) => change({ [spec.play.control]: value }));
  const act = { change, reset, copy, download, picture: savePicture };
  const parts = layout(spec, { views, charts, controls, play, compact, faults, linkable, act });
  let scene;
  let widths = [];
  let frame = 0;
  let timer = 0;
  let dragging = false;
  let asked = performance.now();

  function change(values, event) {
    if (event && play) play.stop();
    asked ||= event?.timeStamp ?? performance.now();
    store.set(values);
  }

  function paint() {
    frame = 0;
    const state = store.get();
    const curves = run(spec, models, state);
    scene = { spec, state, curves, measures: measured(spec, state, curves) };
    controls.forEach((control) => control.show(state));
    draw();
    announce();
    settleLater();
  }

  function draw() {
    widths = measure();
    charts.forEach((chart, i) => chart.update({ ...scene, width: widths[i] }));
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
    if (dragging) return;
    parts.summary.textContent = tell(spec.summary, scene.measures);
    fillTable(parts.table, columns(spec, views, scene.state, scene.curves));
    fillReadings(parts.readings, spec, views, scene);
    parts.settings.textContent = `${settings(spec, scene.state)} ${linkable ? link() : ""}`;
  }

  function settleLater() {
    clearTimeout(timer);
    timer = setTimeout(settle, SETTLE_MS);
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
      say(`Copying was not allowed. The link is: ${link()}`);
    }
  }

  function download() {
    settle(); // the file is the table, also when the reader is quicker than the table
    save(csv(columns(spec, views, scene.state, scene.curves)), "csv", "text/csv");
  }

  function savePicture() {
    const lines = [tell(spec.summary, scene.measures), settings(spec, scene.state), spec.caution];
    save(picture(charts.map(({ node }) => node), { title: spec.title, lines }), "svg", "image/svg+xml");
  }

  function save(text, ending, type) {
    const href = URL.createObjectURL(new Blob([text], { type }));
    const name = `${fileName(spec, scene.state)}.${ending}`;
    h("a", { href, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(href), 1000);
    say(`Saved as ${name}.`);
  }

  function say(text) {
    parts.said.textContent = text;
  }

  const hold = (event) => (dragging = event.target.type === "range");
  const release = () => {
    if (!dragging) return;
    dragging = false;
    settleLater();
  };
  const beforePrint = () => scene && settle();
  figure.addEventListener("pointerdown", hold);
  addEventListener("pointerup", release);
  addEventListener("pointercancel", release);
  addEventListener("beforeprint", beforePrint);
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
    figure.removeEventListener("pointerdown", hold);
    removeEventListener("pointerup", release);
    removeEventListener("pointercancel", release);
    removeEventListener("beforeprint", beforePrint);
    parts.root.remove();
  };
}

/** Whether the axis is written under a chart: the last of those that share it. */
const isLast = (views, i) => i === views.length - 1 || views.slice(i + 1).every(({ across }) => across);

/** A name for a file; with many controls, those that were moved. */
function fileName(spec, state) {
  const moved = spec.controls.filter((control) => spec.controls.length < 5 || state[control.key] !== control.default);
  return [spec.name, ...moved.map(({ key }) => `${key}-${state[key]}`)].join("_").slice(0, 120);
}
