// The numbers behind the picture as one set of columns, shown and saved.
import { h } from "../dom.js";
import { shown } from "../state/state.js";
import { fill, number } from "../words/words.js";

/** @import { Curves, Moment, Series, Spec, State, Sure, View } from "../types.js" */

/**
 * A column of the table; where it has names, these stand in place of its values.
 * @typedef {{ key: string, label: string, unit: string, values: number[], format: string, names: string[] }}
 *   TableColumn
 */

/**
 * The axis and every curve on show.
 * @type {(spec: Spec, views: View[], state: State, curves: Curves) => TableColumn[]}
 */
export function columns(spec, views, state, curves) {
  const { axis } = spec.source;
  /** @type {TableColumn[]} */
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

/**
 * The same; behind it that of the moment which the reader kept, if one is, and the bands of uncertainty.
 * @type {(spec: Spec, views: View[], moment: Moment, more: { kept: Moment | null, sure?: Sure | null }) =>
 *   TableColumn[]}
 */
export function allColumns(spec, views, { state, curves }, { kept, sure }) {
  const own = columns(spec, views, state, curves);
  const pale = kept ? columns(spec, views, kept.state, kept.curves) : [];
  return [
    ...own,
    ...pale.map((column) => ({ ...column, key: `kept_${column.key}`, label: `kept: ${column.label}` })),
    ...(sure ? banded(views, state, sure) : []),
  ];
}

/** @type {(views: View[], state: State, sure: Sure) => TableColumn[]} */
function banded(views, state, sure) {
  /** @type {(view: View, series: Series, end: string) => TableColumn} */
  const column = (view, { key, label }, end) => ({
    key: `${end}_${key}`,
    label: `${label || view.title}, ${end} end of the band`,
    unit: view.unit,
    values: Array.from(sure[`${end}_${key}`], (value) => value * view.factor),
    format: view.format,
    names: [],
  });
  return views.flatMap((view) =>
    shown(view, state)
      .filter(({ key }) => `low_${key}` in sure)
      .flatMap((series) => [column(view, series, "low"), column(view, series, "high")]),
  );
}

/**
 * The fold in which a table stands.
 * @param {HTMLElement} table
 */
export const folded = (table) =>
  h("details", { class: "explorer-data" }, h("summary", {}, "Table of what is drawn"), table);

/** @param {TableColumn} column */
const headed = ({ label, unit }) => (unit ? `${label} (${unit})` : label);

/** @param {string} text */
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** @type {(column: TableColumn, i: number) => string} */
function cell({ values, format, names }, i) {
  const value = values[i];
  if (value === undefined || Number.isNaN(value)) return EMPTY;
  if (names.length) return `<td data-value="${value}">${escaped(names[i])}</td>`;
  return `<td data-value="${value}" translate="no">${number(value, format)}</td>`;
}

/**
 * A row, whose first cell, if anything stands in it, is its head and is heard before every other.
 * @param {string[]} cells
 */
const row = ([first, ...others]) => `<tr>${first === EMPTY ? first : asHead(first)}${others.join("")}</tr>`;

const EMPTY = "<td></td>";
/** @param {string} cell */
const asHead = (cell) => cell.replace(/^<td(.*)<\/td>$/, '<th scope="row"$1</th>');

/** @param {TableColumn[]} data */
const longest = (data) => Math.max(...data.map(({ values }) => values.length));

/**
 * Fills a table with rounded numbers that carry the full ones.
 * @param {HTMLTableElement} table
 * @param {TableColumn[]} data
 */
export function fillTable(table, data) {
  const head = h(
    "tr",
    {},
    ...data.map((column) => h("th", { scope: "col", "data-column": column.key }, headed(column))),
  );
  const rows = Array.from({ length: longest(data) }, (_, i) => data.map((column) => cell(column, i)));
  const body = h("tbody");
  body.innerHTML = rows.map(row).join(""); // numbers, and names from the declaration
  table.replaceChildren(h("caption", {}, "What is drawn above, point by point"), h("thead", {}, head), body);
}

const MARK = "\ufeff"; // without it Excel takes the file for one of an older encoding, and µ for two letters

/**
 * The same columns at full precision.
 * @param {TableColumn[]} data
 */
export function csv(data) {
  const head = data.map(({ key, unit }) => (unit ? `${key} (${unit})` : key)).join(",");
  /** @type {(column: TableColumn, i: number) => string | number} */
  const field = ({ values, names }, i) => {
    if (values[i] === undefined || Number.isNaN(values[i])) return "";
    return names.length ? `"${names[i].replaceAll('"', '""')}"` : values[i];
  };
  const rows = Array.from({ length: longest(data) }, (_, i) => data.map((column) => field(column, i)).join(","));
  return `${MARK}${[head, ...rows].join("\r\n")}\r\n`;
}
