// A view of trials as rows: interval and estimate, a diamond for what is pooled.
// Its series are, in this order, the estimate, the ends of its interval and, where there is one, its weight (0 to 1),
// which a row that is left out of the pool does not have. Of the pooled rows the last may be as others printed them.
import { axisBottom } from "d3-axis";
import { format } from "d3-format";
import { scaleLinear } from "d3-scale";
import { createSvg, frame } from "./svg.js";

const LAYERS = ["grid", "x", "curves", "threshold", "truth", "dots", "names", "mark", "key", "title"];
const [TOP, BOTTOM, LETTER] = [44, 64, 6.8]; // px; a letter is at most about that wide
const NAME = 13; // px of height
const ABOVE = 38; // px a row takes whose name stands above it
const THIN = 5; // px a row takes below which rows are a crowd
const [KEY_LINE, KEY_LETTER] = [16, 6.3]; // px, of the smaller text below
const SIDE = 17; // px, of the square of the heaviest trial
const TIP = 9; // px, of the arrow where a pooled interval leaves the picture
const LIFT = 14; // px, for the numbers above such an interval

/** The empty chart of a view. */
export function createForest(view) {
  const { svg, layers } = createSvg(view, LAYERS);
  return { node: svg.node(), update: (scene) => update(svg, layers, view, scene) };
}

function update(svg, layers, view, scene) {
  const { curves, width } = scene;
  const truth = curves.facts.truth ?? NaN;
  const found = rowsOf(view, curves);
  const domain = domainOf(found, truth, view);
  const key = keyOf(found, width);
  const room = BOTTOM + KEY_LINE * (key.length - 1);
  const { rows, height, left, pitch, above } = placed(found, domain, view, width, room);
  const box = { left, right: width - 14, top: TOP, bottom: height - room };
  const x = scaleLinear(domain, [box.left, box.right]);
  frame(svg, view, scene, height);
  drawAxis(layers, x, box);
  drawVerticals(layers, x, box, truth, width);
  drawIntervals(layers.curves, view, rows, x, pitch);
  drawEstimates(layers.dots, view, rows, x, pitch);
  drawNames(layers.names, [...namesOf(rows, { pitch, above, width, box }), ...endsOf(rows, view, x)]);
  drawKey(layers.key, key, height);
}

function rowsOf({ series, factor }, { columns, facts, names }) {
  const [values, lows, highs, weights] = series.map(({ key }) => columns[key]);
  const pooledFrom = values.length - (facts.pooled_rows ?? 0);
  const printedFrom = values.length - (facts.printed_rows ?? 0);
  return Array.from(values, (value, i) => {
    const [low, high] = [lows[i] * factor, highs[i] * factor];
    const [weight, pooled, printed] = [weights?.[i] ?? NaN, i >= pooledFrom, i >= printedFrom];
    const out = weights !== undefined && !pooled && Number.isFinite(value) && !(weight >= 0);
    return {
      name: names[i] ?? "",
      value: value * factor,
      low,
      high,
      weight,
      pooled,
      printed,
      out,
      significant: !out && (low > 0 || high < 0),
    };
  });
}

/**
 * Wide enough for all, pooled intervals as far as the view goes, with room for the names on both sides of no
 * difference.
 */
function domainOf(rows, truth, { bottom, top }) {
  const within = (end) => (top === null ? end : Math.max(bottom, Math.min(top, end)));
  const seen = ({ pooled, value, low, high }) => [value, ...[low, high].map((end) => (pooled ? within(end) : end))];
  const ends = [0, truth, ...rows.flatMap(seen)].filter(Number.isFinite);
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const least = 0.25 * (high - low) || 1;
  return scaleLinear()
    .domain([Math.min(low, -least), Math.max(high, least)])
    .nice()
    .domain();
}

/**
 * Where the rows stand: names at their left, or, where these would take too much of the width, above them in a taller
 * chart.
 */
function placed(found, domain, view, width, room) {
  const [first, last] = domain;
  const longest = LETTER * Math.max(...found.map(({ name }) => name.length));
  const above = longest > 0.4 * width;
  const lifts = found.map(({ low, high }) => (low < first || high > last ? LIFT : 0));
  const lifted = lifts.reduce((sum, lift) => sum + lift, 0);
  const height = above ? Math.max(view.height, TOP + room + ABOVE * found.length + lifted) : view.height;
  const pitch = (height - TOP - room - lifted) / found.length;
  let bottom = TOP;
  const rows = found.map((row, i) => {
    const top = bottom;
    bottom += pitch + lifts[i];
    return { ...row, top, lift: lifts[i], at: bottom - pitch * (above ? 0.3 : 0.5) };
  });
  return { rows, height, left: longest && !above ? longest + 12 : 14, pitch, above };
}

function drawAxis(layers, x, box) {
  const count = Math.min(9, Math.floor((box.right - box.left) / 62));
  layers.x.attr("transform", `translate(0,${box.bottom})`).call(axisBottom(x).ticks(count).tickSizeOuter(0));
  layers.grid
    .selectAll("line")
    .data(x.ticks(count))
    .join("line")
    .attr("x1", x)
    .attr("x2", x)
    .attr("y1", box.top)
    .attr("y2", box.bottom);
}

/** No difference and the truth, each with its name on the side away from the other, and which side favours what. */
function drawVerticals({ threshold, truth: layer, mark }, x, box, truth, width) {
  const stand = (target, data) =>
    target
      .selectAll("line")
      .data(data)
      .join("line")
      .attr("x1", x)
      .attr("x2", x)
      .attr("y1", box.top - 6)
      .attr("y2", box.bottom);
  const known = Number.isFinite(truth);
  stand(threshold, [0]);
  stand(layer, known ? [truth] : []).attr(
    "style",
    "stroke: var(--stroke-truth); stroke-dasharray: var(--dash-truth); stroke-width: 2",
  );
  const side = known && truth > 0 ? -1 : 1;
  const texts = [
    beside(truth === 0 ? "truth: no difference" : "no difference", x(0), side, width),
    ...(known && truth !== 0 ? [{ ...beside("truth", x(truth), -side, width), ink: "--stroke-truth" }] : []),
    { text: "← favours drug", x: box.left, anchor: "start", y: box.bottom + 36 },
    { text: "favours placebo →", x: box.right, anchor: "end", y: box.bottom + 36 },
  ];
  mark
    .selectAll("text")
    .data(texts)
    .join("text")
    .attr("style", ({ anchor, ink = "--ink-soft" }) => `text-anchor: ${anchor}; fill: var(${ink})`)
    .attr("x", (each) => each.x)
    .attr("y", ({ y = box.top - 10 }) => y)
    .text(({ text }) => text);
}

/** A text beside a vertical: to the right for a side of 1, unless it would leave the picture there. */
function beside(text, at, side, width) {
  const fits = side > 0 ? at + LETTER * text.length < width : at - LETTER * text.length > 0;
  const right = side > 0 === fits;
  return { text, x: at + (right ? 3 : -3), anchor: right ? "start" : "end" };
}

const stroke = (name, wide) => `stroke: var(--stroke-${name}); stroke-width: ${wide.toFixed(1)}`;
const from = (x, row, a, b) =>
  Number.isFinite(a) && Number.isFinite(b) ? `M${x(a).toFixed(1)},${row.at.toFixed(1)}H${x(b).toFixed(1)}` : "";
const paths = (layer, data) =>
  layer
    .selectAll("path")
    .data(data)
    .join("path")
    .attr("data-series", ({ key }) => key ?? null)
    .attr("class", ({ kind }) => kind)
    .attr("style", ({ style }) => style)
    .attr("d", ({ d }) => d);

/** Both halves of every interval, and those that exclude no difference once more, thicker and in their colour. */
function drawIntervals(layer, { series: [, low, high] }, rows, x, pitch) {
  const single = rows.filter(({ pooled }) => !pooled);
  const wide = Math.min(2, Math.max(0.6, pitch / 5));
  const faint = pitch < THIN ? "; stroke-opacity: 0.5" : ""; // so that the estimates stand out of a crowd
  const all = (chosen, a, b) => chosen.map((row) => from(x, row, row[a], row[b])).join("");
  const line = (key, d, name, width) => ({ key, kind: "chart__curve", style: stroke(name, width) + faint, d });
  const parted = rows.filter(
    ({ pooled, printed }, i) => i && (pooled !== rows[i - 1].pooled || printed !== rows[i - 1].printed),
  );
  paths(layer, [
    line(low.key, all(single, "low", "value"), "not_significant", wide),
    line(high.key, all(single, "value", "high"), "not_significant", wide),
    line(
      null,
      all(
        single.filter(({ significant }) => significant),
        "low",
        "high",
      ),
      "significant",
      wide * 1.5,
    ),
    ...(parted.length
      ? [
          {
            kind: "chart__curve",
            style: "stroke: var(--ink-soft); stroke-width: 1",
            d: parted.map(({ top }) => `M4,${top.toFixed(1)}H${x.range()[1]}`).join(""),
          },
        ]
      : []),
  ]);
}

const circle = (x, y, r) =>
  `M${(x - r).toFixed(1)},${y.toFixed(1)}a${r},${r} 0 1,0 ${2 * r},0a${r},${r} 0 1,0 ${-2 * r},0`;
const square = (x, y, side) => `M${(x - side / 2).toFixed(1)},${(y - side / 2).toFixed(1)}h${side}v${side}h${-side}Z`;

/** From end to end of an interval; an end outside of the picture is cut off there, behind an arrow. */
function diamond(x, { value, low, high, at }, half) {
  const middle = x(value);
  const side = (end, edge, way) => {
    if ((x(end) - edge) * way <= 0) return [`${x(end)},${at}`];
    const cut = edge - way * TIP;
    const tall = (half * (x(end) - cut)) / (x(end) - middle);
    const points = [
      [cut, -tall],
      [cut, -half],
      [edge, 0],
      [cut, half],
      [cut, tall],
    ];
    return points.map(([along, up]) => `${along.toFixed(1)},${(at + way * up).toFixed(1)}`);
  };
  const [first, last] = x.range();
  const outline = [...side(low, first, -1), `${middle},${at - half}`, ...side(high, last, 1), `${middle},${at + half}`];
  return `M${outline.join("L")}Z`;
}

/**
 * Estimates: hollow dots, or squares as large as their weights, filled where significant; diamonds for what is
 * pooled.
 */
function drawEstimates(layer, { series: [estimate, , , weight] }, rows, x, pitch) {
  const seen = rows.filter(({ value }) => Number.isFinite(value));
  const [single, pooled] = [seen.filter((row) => !row.pooled), seen.filter((row) => row.pooled)];
  const r = Number(Math.min(5, Math.max(1.6, pitch * 0.36)).toFixed(1));
  const heaviest = Math.max(...single.map((row) => row.weight || 0));
  const side = (share) => Number((Math.max(0.2, Math.sqrt(share / heaviest)) * Math.min(SIDE, pitch * 0.8)).toFixed(1));
  const mark = (row) =>
    row.weight >= 0 ? square(x(row.value), row.at, side(row.weight)) : circle(x(row.value), row.at, r);
  const lozenge = (row) => diamond(x, row, Math.min(8, pitch * 0.4));
  const all = (chosen, draw) => chosen.map(draw).join("");
  const hollow = (key, d) => ({
    key,
    kind: "chart__dot",
    style: `fill: var(--paper); ${stroke("not_significant", Math.min(1.8, r * 0.7))}`,
    d,
  });
  const filled = (chosen, draw) => ({
    kind: "chart__dot",
    style: `fill: var(--stroke-significant); ${stroke("significant", pitch < THIN ? 0 : 1)}`,
    d: all(chosen, draw),
  });
  const tick = (row) => (row.weight >= 0 ? `M${x(row.value).toFixed(1)},${row.at - 3}v6` : "");
  paths(layer, [
    ...(weight ? [hollow(weight.key, all(single, mark))] : []),
    hollow(estimate.key, all(single, weight ? tick : mark)),
    filled(
      single.filter(({ significant }) => significant),
      mark,
    ),
    // without an edge, which would hide the tips
    {
      kind: "chart__dot",
      style: "fill: var(--ink); stroke: none",
      d: all(
        pooled.filter(({ printed }) => !printed),
        lozenge,
      ),
    },
    {
      kind: "chart__dot",
      style: "fill: var(--paper); stroke: var(--ink)",
      d: all(
        pooled.filter(({ printed }) => printed),
        lozenge,
      ),
    },
  ]);
}

/** Names at the left as far as they fit, else every so many; above their rows all of them. */
function namesOf(rows, { pitch, above, width, box }) {
  const every = above ? 1 : ([1, 2, 5, 10, 20, 50].find((count) => count * pitch >= NAME) ?? 100);
  const lettersThatFit = Math.floor((width - 16) / LETTER);
  const unusable = rows.filter(({ value }) => !Number.isFinite(value));
  const names = rows
    .filter((row, i) => row.name && (i + 1) % every === 0)
    .map(({ name, at, lift, value, out }) => ({
      text: shortened(name, lettersThatFit),
      full: name,
      soft: out || !Number.isFinite(value),
      ...(above ? { x: 4, y: at - 12 - lift } : { x: box.left - 8, y: at + 4, end: true }),
    }));
  return [
    ...names,
    ...unusable.map(({ at }) => ({ text: "no usable number", x: box.left + 4, y: at + 4, soft: true })),
  ];
}

/** Where a pooled interval ends that leaves the picture: its number, above the arrow. */
function endsOf(rows, view, x) {
  const [[first, last], [left, right]] = [x.domain(), x.range()];
  const print = format(view.format);
  return rows
    .filter(({ lift }) => lift)
    .flatMap(({ low, high, at }) => [
      ...(low < first ? [{ text: print(low), x: left, y: at - 10 }] : []),
      ...(high > last ? [{ text: print(high), x: right, y: at - 10, end: true }] : []),
    ]);
}

function drawNames(layer, texts) {
  layer
    .selectAll("text")
    .data(texts)
    .join("text")
    .attr("x", (each) => each.x)
    .attr("y", ({ y }) => y)
    .attr("style", ({ soft, end }) => lettering(end ? "end" : "start", soft ? "--ink-soft" : "--ink"))
    .text(({ text }) => text)
    .filter(({ full, text }) => full && full !== text)
    .append("title")
    .text(({ full }) => full);
}

/** Small letters on an edge of paper, so that no line runs through them. */
const lettering = (anchor, ink) =>
  `font-size: 12px; text-anchor: ${anchor}; fill: var(${ink}); ` +
  "paint-order: stroke; stroke: var(--paper); stroke-width: 3px";

const shortened = (name, most) =>
  name.length <= most ? name : `${name.slice(0, most - 1).replace(/[\s,]+\S*$/, "")}…`;

/** What the marks mean, as lines of [mark, ink, meaning] that fit the width. */
function keyOf(rows, width) {
  const [square, has] = [rows.some(({ weight }) => weight >= 0), (what) => rows.some((row) => row[what])];
  const judged = square || !has("out");
  const parts = [
    ...(judged
      ? [
          [square ? "■" : "●", "--stroke-significant", "significant (p < 0.05)"],
          [square ? "□" : "○", "--stroke-not_significant", "not significant"],
        ]
      : []),
    ...(has("out") ? [["○", "--stroke-not_significant", "not in the pool"]] : []),
    ...(rows.some(({ pooled, printed }) => pooled && !printed) ? [["◆", "--ink", "pooled"]] : []),
    ...(has("printed") ? [["◇", "--ink", "as printed"]] : []),
  ];
  const [lines, most] = [[[]], (width - 4) / KEY_LETTER];
  for (const part of parts) {
    const letters = [...lines.at(-1), part].reduce((sum, [, , text]) => sum + text.length + 4, -2);
    if (letters > most && lines.at(-1).length) lines.push([]);
    lines.at(-1).push(part);
  }
  return lines;
}

function drawKey(layer, lines, height) {
  const pieces = (line) =>
    line.flatMap(([mark, colour, text], i) => [
      [`${i ? "\u2003" : ""}${mark} `, colour],
      [text, "--ink-soft"],
    ]);
  layer
    .selectAll("text")
    .data(lines)
    .join("text")
    .attr("x", 4)
    .attr("y", (_, i) => height - 8 - KEY_LINE * (lines.length - 1 - i))
    .selectAll("tspan")
    .data(pieces)
    .join("tspan")
    .attr("style", ([, ink]) => `font-size: 12px; fill: var(${ink})`)
    .text(([text]) => text);
}
