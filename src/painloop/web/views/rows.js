// A view of statements, one a row, each of which holds or falls; beside it whether it held before anything was changed.
import { wrapped } from "../words/words.js";
import { put } from "./put.js";
import { cross, tick } from "./shapes.js";
import { createSvg, frame } from "./svg.js";

/** @import { Chart, Checklist, Drawn, Layer, Layers, Series, Svg } from "../types.js" */

/**
 * A row, and the px of its middle.
 * @typedef {{ lines: string[], holds: boolean, held: boolean, y: number }} Statement
 */
/** @typedef {{ head?: boolean, holds?: boolean, x: number, y: number, lines: string[] }} StatementText */

const LAYERS = ["marks", "before", "statements", "title"];
const TOP = 34; // px
const LINE = 15; // px
const [LEAST, MOST] = [13, 26]; // px of air between rows
const FALLS = "Falls: ";

/**
 * The view's series are, in order, whether a row holds now and whether it did before anything was changed.
 * @param {Checklist} view
 * @returns {Chart}
 */
export function createRows(view) {
  const { svg, layers } = createSvg(view, LAYERS);
  return { node: svg.node(), update: (moment) => update(svg, layers, view, moment) };
}

/** @type {(svg: Svg, layers: Layers, view: Checklist, moment: Drawn) => void} */
function update(svg, layers, view, moment) {
  const { names, columns } = moment.curves;
  const [now, before] = view.series;
  const most = Math.floor((moment.width - 92) / 7);
  const rows = /** @type {Statement[]} */ (
    names.map((name, i) => ({
      lines: wrapped(name, most, FALLS.length),
      holds: columns[now.key][i] === 1,
      held: columns[before.key][i] === 1,
    }))
  );
  const lines = rows.reduce((count, row) => count + row.lines.length, 0);
  const air = Math.min(MOST, Math.max(LEAST, ((moment.height ?? 0) - TOP - LINE * lines - 4) / rows.length));
  let y = TOP;
  for (const row of rows) {
    row.y = y + (LINE * row.lines.length) / 2;
    y += LINE * row.lines.length + air;
  }
  frame(svg, view, moment, y + 4);
  /** @type {(layer: Layer, series: Series, x: number, holds: (row: Statement) => boolean) => void} */
  const draw = (layer, series, x, holds) =>
    put(layer, "path", [series], {
      "data-series": series.key,
      class: "chart__mark-row",
      style: `--own: var(--stroke-${series.stroke})`,
      d: rows.map((row) => (holds(row) ? tick(x, row.y) : cross(x, row.y))).join(""),
    });
  draw(layers.marks, now, 16, ({ holds }) => holds);
  draw(layers.before, before, 46, ({ held }) => held);
  const texts = put(layers.statements, "text", [...heads(now, before), ...rows.map(words)], {
    class: (row) => (row.head ? "chart__row-head" : row.holds ? "chart__row" : "chart__row chart__row--fallen"),
    transform: ({ x, y: at }) => `translate(${x},${at})`,
  });
  put(texts, "tspan", ({ lines: own }) => own, { x: 0, y: (_, i) => i * LINE, text: (line) => line });
}

/** @type {(now: Series, before: Series) => StatementText[]} */
const heads = (now, before) => [
  { head: true, x: 4, y: 32, lines: [now.label] },
  { head: true, x: 36, y: 32, lines: [before.label] },
];

/** @type {(row: Statement) => StatementText} */
const words = (row) => ({
  ...row,
  x: 74,
  y: row.y + 4 - (LINE / 2) * (row.lines.length - 1),
  lines: row.lines.map((line, i) => (i || row.holds ? line : FALLS + line)),
});
