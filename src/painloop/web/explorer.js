// An explorer brought to life: controls, charts, words, numbers. The host decides where the state lives.
import { models } from "./generated/models.js";
import { createChart } from "./chart.js";
import { buildControls, spoken } from "./controls.js";
import { h } from "./dom.js";
import { writeLink } from "./link.js";
import { measured, number, points, run, shown, tell } from "./state.js";
import { columns, csv, fillTable } from "./table.js";

const SETTLE_MS = 500; // words and table follow this long after the last input, never during a drag

/**
 * Mounts the explorer of `spec` in `figure`.
 * @param store { get(): state, set(changes), subscribe(listener): unsubscribe }
 * @param options { compact, faults, linkable }
 * @returns a function that takes everything away again
 */
export function mount(figure, spec, store, { compact = false, faults = [], linkable = true } = {}) {
  const views = compact ? spec.views.slice(-1) : spec.views;
  const charts = views.map((view, i) => createChart(view, i === views.length - 1));
  const controls = buildControls(spec, (key, value, event) => change({ [key]: value }, event));
  const parts = layout(spec, views, charts, controls, { compact, faults, linkable, change, actions: { reset, copy, download } });
  let scene;
  let frame = 0;
  let timer = 0;
  let dragging = false;
  let asked = performance.now();

  function change(values, event) {
    asked ||= event?.timeStamp ?? performance.now();
    store.set(values);
  }

  function paint() {
    frame = 0;
    const state = store.get();
    const curves = run(spec, models, state);
    scene = { spec, state, curves, width: width(), measures: measured(spec, state, curves) };
    controls.forEach((control) => control.show(state));
    charts.forEach((chart) => chart.update(scene));
    parts.keys.forEach((key, i) => (key.textContent = keyText(spec, views[i], state)));
    announce();
    settleLater();
  }

  const width = () => Math.max(280, Math.round(parts.charts.clientWidth || 640));

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
    const data = csv(columns(spec, views, scene.state, scene.curves));
    const href = URL.createObjectURL(new Blob([data], { type: "text/csv" }));
    const name = `${spec.name}_${spec.controls.map(({ key }) => `${key}-${scene.state[key]}`).join("_")}.csv`;
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
  const observer = new ResizeObserver(() => width() !== scene.width && repaint());

  figure.querySelector(".explorer-fallback")?.remove();
  figure.append(parts.root);
  figure.classList.add("explorer--live");
  observer.observe(parts.charts);
  paint();
  settle();

  return () => {
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

/** The page's elements, top to bottom. */
function layout(spec, views, charts, controls, { compact, faults, linkable, change, actions }) {
  const [first, ...rest] = controls.map(({ element }) => element);
  const more = compact ? h("details", { class: "explorer-more" }, h("summary", {}, "More controls"), ...rest) : null;
  const keys = views.map(() => h("p", { class: "explorer-key" }));
  const chartsBox = h("div", { class: "explorer-charts" }, ...charts.flatMap(({ node }, i) => [node, keys[i]]));
  const summary = h("p", { class: "explorer-summary", role: "status" });
  const readings = h("table", { class: "explorer-readings" });
  const table = h("table");
  const said = h("p", { class: "explorer-said", role: "status" });
  const settingsLine = h("p", { class: "explorer-settings" });
  const button = (name, text, act) => h("button", { type: "button", class: `explorer-button ${name}`, click: act }, text);
  const preset = ({ id, label, values }) =>
    h("button", { type: "button", class: "explorer-button explorer-preset", "data-preset": id, click: (event) => change(values, event) }, label);
  const root = h("div", { class: compact ? "explorer-live explorer-live--compact" : "explorer-live" },
    faults.length ? h("p", { class: "explorer-note", role: "alert" }, `Part of this link could not be followed; the default is used there. ${faults.join(" ")}`) : null,
    compact ? null : h("div", { class: "explorer-presets", role: "group", "aria-label": "Ready-made states" }, ...spec.presets.map(preset)),
    h("div", { class: "explorer-controls" }, first, ...(compact ? [more] : rest)),
    chartsBox,
    summary,
    compact ? null : h("div", { class: "explorer-scroll", tabindex: "0", role: "region", "aria-label": `Numbers read off the curves. ${spec.title}` }, readings),
    h("div", { class: "explorer-actions" },
      button("explorer-reset", "Reset", actions.reset),
      linkable ? button("explorer-copy-link", "Copy link", actions.copy) : null,
      button("explorer-download", "Download CSV", actions.download)),
    said,
    h("details", { class: "explorer-data" }, h("summary", {}, "Table of what is drawn"),
      h("div", { class: "explorer-scroll", tabindex: "0", role: "region", "aria-label": `Data table. ${spec.title}` }, table)),
    settingsLine,
    h("p", { class: "explorer-caution" }, spec.caution));
  return { root, charts: chartsBox, keys, summary, readings, table, said, settings: settingsLine };
}

/** The measures as a table: one row for each curve on show. */
function fillReadings(table, spec, views, { state, measures }) {
  const read = spec.measures.filter(({ column }) => !column);
  const labels = [...new Set(read.map(({ label }) => label))];
  const row = (view, series) =>
    h("tr", {}, h("th", { scope: "row", style: `color: var(--stroke-${series.stroke})` }, series.label[0].toUpperCase() + series.label.slice(1)),
      ...labels.map((label) => {
        const measure = read.find((each) => each.view === view.key && each.label === label);
        if (!measure) return h("td", {}, "–");
        const value = measures[`${measure.key}_${series.stroke}`];
        return h("td", { "data-reading": `${measure.key}_${series.stroke}`, "data-value": value }, Number.isFinite(value) ? `${number(value, measure.format)} ${measure.unit}` : "nowhere");
      }));
  table.replaceChildren(
    h("caption", {}, spec.source.read),
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Curve"), ...labels.map((label) => h("th", { scope: "col" }, label)))),
    h("tbody", {}, ...views.flatMap((view) => shown(view, state).map((series) => row(view, series)))),
  );
}

/** What the marks are, in words under the chart. */
function keyText(spec, view, state) {
  const marks = points(spec, view, state).map((point) => {
    const mark = point.value === null ? "┃" : point.relative ? "◆" : "●";
    return `${mark} ${point.study}, ${point.dose} mg (${point.drawn_as})`;
  });
  return marks.length ? `Measured in people: ${[...new Set(marks)].join("; ")}.` : "";
}

function settings(spec, state) {
  const said = spec.controls.map((control) => {
    const value = state[control.key];
    if (control.kind === "slider") return `${control.label}: ${spoken(value, control)}`;
    return `${control.label}: ${control.kind === "radio" ? control.options[value] : value ? "shown" : "hidden"}`;
  });
  return `Settings: ${said.join("; ")}.`;
}
