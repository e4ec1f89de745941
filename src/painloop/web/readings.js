// What is read off the curves, what the marks are, and the settings, in words and numbers.

import { h } from "./dom.js";
import { spoken } from "./numbers.js";
import { number, points, shown } from "./state.js";

/** The measures as a table: one row for each curve on show. */
export function fillReadings(table, spec, views, { state, measures }) {
  const read = spec.measures.filter(({ column }) => !column);
  const labels = [...new Set(read.map(({ label }) => label))];
  const rows = views.flatMap((view) => shown(view, state).map((series) => row(view, series, read, labels, measures)));
  table.replaceChildren(
    h("caption", {}, spec.source.read),
    h(
      "thead",
      {},
      h("tr", {}, h("th", { scope: "col" }, "Curve"), ...labels.map((label) => h("th", { scope: "col" }, label))),
    ),
    h("tbody", {}, ...rows.filter(Boolean)),
  );
}

function row(view, { label, stroke }, read, labels, measures) {
  const own = read.filter((measure) => measure.view === view.key);
  if (!own.length) return null;
  const head = h(
    "th",
    { scope: "row", style: `color: var(--stroke-${stroke})` },
    label[0].toUpperCase() + label.slice(1),
  );
  return h(
    "tr",
    {},
    head,
    ...labels.map((each) =>
      reading(
        own.find((measure) => measure.label === each),
        stroke,
        measures,
      ),
    ),
  );
}

function reading(measure, stroke, measures) {
  if (!measure) return h("td", {}, "–");
  const value = measures[`${measure.key}_${stroke}`];
  const text = Number.isFinite(value) ? `${number(value, measure.format)} ${measure.unit}` : "nowhere";
  return h("td", { "data-reading": `${measure.key}_${stroke}`, "data-value": value, translate: "no" }, text);
}

/** What the marks are, in words under the chart. */
export function keyText(spec, view, state) {
  const marks = points(spec, view, state).map((point) => {
    const mark = point.value === null ? "┃" : point.relative ? "◆" : "●";
    return `${mark} ${point.study}, ${point.dose} mg (${point.drawn_as})`;
  });
  return marks.length ? `Measured in people: ${[...new Set(marks)].join("; ")}.` : "";
}

/** All controls and where they stand. */
export function settings(spec, state) {
  const said = spec.controls.map((control) => {
    const value = state[control.key];
    if (control.kind === "slider") return `${control.label}: ${spoken(value, control)}`;
    return `${control.label}: ${control.kind === "radio" ? control.options[value] : value ? "shown" : "hidden"}`;
  });
  return `Settings: ${said.join("; ")}.`;
}
