// The numbers behind the picture as one set of columns, shown and saved.
import { h } from "./dom.js";
import { fill, number, shown } from "./state.js";

/** The axis and every curve on show: { key, label, unit, values, format, names }. */
export function columns(spec, views, state, curves) {
  const { axis } = spec.source;
  const found = [
    { ...axis, values: Array.from(curves.along), format: axis.scale === "log" ? ".3g" : ".2f", names: curves.names },
  ];
  for (const view of views) {
    for (const { key, label, over } of shown(view, state)) {
      if (over && view.across && !found.some((column) => column.key === over)) {
        found.push({
          key: over,
          label: [fill(view.across.label, { ...state, ...curves.facts }), label].filter(Boolean).join(", "),
          unit: view.across.unit,
          values: Array.from(curves.columns[over]),
          format: ".4f",
          names: [],
        });
      }
      const values = Array.from(curves.columns[key], (value) => value * view.factor);
      found.push({ key, label: label || view.title, unit: view.unit, values, format: view.format, names: [] });
    }
  }
  return found;
}

/** The fold in which a table stands. */
export const folded = (table) =>
  h("details", { class: "explorer-data" }, h("summary", {}, "Table of what is drawn"), table);

const headed = ({ label, unit }) => (unit ? `${label} (${unit})` : label);

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

function cell({ values, format, names }, i) {
  const value = values[i];
  if (value === undefined || Number.isNaN(value)) return "<td></td>";
  if (names.length) return `<td data-value="${value}">${escaped(names[i])}</td>`;
  return `<td data-value="${value}" translate="no">${number(value, format)}</td>`;
}

const longest = (data) => Math.max(...data.map(({ values }) => values.length));

/** Fills a table with rounded numbers that carry the full ones. */
export function fillTable(table, data) {
  const head = h(
    "tr",
    {},
    ...data.map((column) => h("th", { scope: "col", "data-column": column.key }, headed(column))),
  );
  const rows = Array.from({ length: longest(data) }, (_, i) => data.map((column) => cell(column, i)).join(""));
  const body = h("tbody");
  body.innerHTML = `<tr>${rows.join("</tr><tr>")}</tr>`; // numbers, and names from the declaration
  table.replaceChildren(h("caption", {}, "What is drawn above, point by point"), h("thead", {}, head), body);
}

const MARK = "\ufeff"; // without it Excel takes the file for one of an older encoding, and µ for two letters

/** The same columns at full precision. */
export function csv(data) {
  const head = data.map(({ key, unit }) => (unit ? `${key} (${unit})` : key)).join(",");
  const field = ({ values, names }, i) => {
    if (values[i] === undefined || Number.isNaN(values[i])) return "";
    return names.length ? `"${names[i].replaceAll('"', '""')}"` : values[i];
  };
  const rows = Array.from({ length: longest(data) }, (_, i) => data.map((column) => field(column, i)).join(","));
  return `${MARK}${[head, ...rows].join("\r\n")}\r\n`;
}
