// The numbers behind the picture: one set of columns, shown as a table and saved as CSV.
import { h } from "./dom.js";
import { number, shown } from "./state.js";

/** What is drawn: { key, label, unit, values, format } for the axis and every curve on show. */
export function columns(spec, views, state, curves) {
  const { axis, kind } = spec.source;
  const drawn = views.flatMap((view) =>
    shown(view, state).map(({ key, label }) => ({
      key, label, unit: view.unit,
      values: Array.from(curves.columns[key], (value) => value * view.factor),
      format: view.factor === 100 ? ".1f" : ".4f",
    })),
  );
  return [{ ...axis, values: Array.from(curves.along), format: kind === "regimen" ? ".2f" : ".3g" }, ...drawn];
}

/** Fills a table with rounded numbers that carry the full ones. */
export function fillTable(table, data) {
  const head = h("tr", {}, ...data.map(({ key, label, unit }) => h("th", { scope: "col", "data-column": key }, `${label} (${unit})`)));
  const rows = data[0].values.map((_, i) =>
    data.map(({ values, format }) => `<td data-value="${values[i]}">${number(values[i], format)}</td>`).join(""),
  );
  const body = h("tbody");
  body.innerHTML = `<tr>${rows.join("</tr><tr>")}</tr>`; // numbers only
  table.replaceChildren(h("caption", {}, "What is drawn above, point by point"), h("thead", {}, head), body);
}

/** The same columns at full precision. */
export function csv(data) {
  const head = data.map(({ key, unit }) => `${key} (${unit})`).join(",");
  const rows = data[0].values.map((_, i) => data.map(({ values }) => values[i]).join(","));
  return `${[head, ...rows].join("\r\n")}\r\n`;
}
