// A view of statements, one a row, each of which holds or falls; beside it whether it held before anything was changed.
import { createSvg, frame } from "./svg.js";

const LAYERS = ["marks", "told", "statements", "title"];
const TOP = 34;
const LINE = 15;

/** The empty list. The view's series are, in order, whether a row holds now and whether it did as told. */
export function createRows(view) {
  const { svg, layers } = createSvg(view, LAYERS);
  return { node: svg.node(), update: (scene) => update(svg, layers, view, scene) };
}

function update(svg, layers, view, scene) {
  const { names, columns } = scene.curves;
  const [now, told] = view.series;
  const most = Math.floor((scene.width - 92) / 7);
  const rows = names.map((name, i) => ({
    lines: wrapped(name, most),
    holds: columns[now.key][i] === 1,
    did: columns[told.key][i] === 1,
  }));
  let y = TOP;
  for (const row of rows) {
    row.y = y + (LINE * row.lines.length) / 2;
    y += LINE * row.lines.length + 13;
  }
  frame(svg, view, scene, y + 4);
  const draw = (layer, series, x, holds) =>
    layer
      .selectAll("path")
      .data([series])
      .join("path")
      .attr("data-series", series.key)
      .attr("class", "chart__mark-row")
      .attr("style", `--own: var(--stroke-${series.stroke})`)
      .attr("d", rows.map((row) => (holds(row) ? tick(x, row.y) : cross(x, row.y))).join(""));
  draw(layers.marks, now, 16, ({ holds }) => holds);
  draw(layers.told, told, 46, ({ did }) => did);
  layers.statements
    .selectAll("text")
    .data([...heads(now, told), ...rows.map(words)])
    .join("text")
    .attr("class", (row) => (row.head ? "chart__row-head" : row.holds ? "chart__row" : "chart__row chart__row--fallen"))
    .attr("transform", ({ x, y: at }) => `translate(${x},${at})`)
    .selectAll("tspan")
    .data(({ lines }) => lines)
    .join("tspan")
    .attr("x", 0)
    .attr("y", (_, i) => i * LINE)
    .text((line) => line);
}

const heads = (now, told) => [
  { head: true, x: 4, y: 32, lines: [now.label] },
  { head: true, x: 36, y: 32, lines: [told.label] },
];

const words = (row) => ({
  ...row,
  x: 74,
  y: row.y + 4 - (LINE / 2) * (row.lines.length - 1),
  lines: row.lines.map((line, i) => (i || row.holds ? line : `Falls: ${line}`)),
});

const tick = (x, y) => `M${x - 6},${y}l4,5l8,-10`;
const cross = (x, y) => `M${x - 5},${y - 5}l10,10m0,-10l-10,10`;

/** Words in lines of at most so many letters; the first has room for the word that says it fell. */
function wrapped(text, most) {
  const lines = ["       "];
  for (const word of text.split(" ")) {
    if (lines.at(-1).length + word.length >= most) lines.push("");
    lines[lines.length - 1] += (lines.at(-1).trim() ? " " : "") + word;
  }
  return lines.map((line) => line.trim());
}
