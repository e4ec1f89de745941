// The names of curves, beside them.
import { clearest, NAME } from "./clear.js";
import { put } from "./put.js";

/** @import { Layer, Scale } from "../types.js" */
/** @import { Place, Places } from "./clear.js" */
/** @import { Extent, Ground } from "./ground.js" */
/** @import { PlacedSeries } from "./lines.js" */

/** @typedef {PlacedSeries & Place & { lines: string[] }} Label - the name of a curve, in lines */

const LINE_HEIGHT = 14;
const SHORT = 9; // letters that a line at the edge of a phone has room for

/**
 * Names at the curves' ends, pushed apart where they would touch, on a phone in two lines; and names beside a point.
 * @param {Layer} layer
 * @param {PlacedSeries[]} named - at their ends
 * @param {PlacedSeries[]} drawn - all
 * @param {{ x: Scale, y: Scale, left: number, narrow: boolean }} place - left: where names at the ends begin
 * @param {Ground} ground - what is taken of it
 * @param {Extent} room - for names beside a point
 */
export function drawLabels(layer, named, drawn, { x, y, left, narrow }, ground, room) {
  /** @param {PlacedSeries} series */
  const lines = ({ label }) => (narrow && label.length > SHORT ? label.split(/(?<=-)| /) : [label]);
  const ends = named.length > 1 ? named.map((series) => ({ ...series, at: endOf(series, x) })) : [];
  /** @type {Label[]} */
  const placed = ends
    .filter(({ at }) => Number.isFinite(at))
    .map((series) => ({ ...series, lines: lines(series), x: left, anchor: "start" }));
  pushApart(placed, y.range(), narrow ? 3 : 1);
  const beside = /** @type {Label[]} */ (
    drawn
      .filter(({ named_at: at }) => at !== null)
      .map((series) => besidePoint(series, x, y, ground, room))
      .filter(Boolean)
  );
  /** @param {Label} label */
  const place = ({ x: at, at: height, lines: all }) =>
    `translate(${at},${height + 4 - (LINE_HEIGHT / 2) * (all.length - 1)})`;
  /** @param {Label} label */
  const style = ({ stroke, anchor }) => `fill: var(--stroke-${stroke}); text-anchor: ${anchor}`;
  const texts = put(layer, "text", [...placed, ...beside], { transform: place, style }, ({ key }) => key);
  put(texts, "tspan", (label) => label.lines, { x: 0, y: (_, i) => i * LINE_HEIGHT, text: (line) => line });
}

/**
 * How high a curve is at its last point within the axis; a curve over something else may run on beyond it.
 * @type {(series: PlacedSeries, x: Scale) => number}
 */
function endOf({ xs, up }, x) {
  const [low, high] = x.domain();
  return up[xs.findLastIndex((value) => value >= low && value <= high)];
}

/**
 * Moves names at the ends of curves up and down until none touches another and none leaves the picture.
 * @param {{ lines: string[], at: number }[]} placed
 * @param {number[]} ends - bottom and top of the picture
 * @param {number} air
 */
function pushApart(placed, [bottom, top], air) {
  /** @type {(label: { lines: string[] }, other?: { lines: string[] }) => number} */
  const apart = (label, other) =>
    (LINE_HEIGHT * (label.lines.length + (other?.lines.length ?? -1))) / 2 + (other ? air : 0);
  placed.sort((a, b) => b.at - a.at);
  placed.forEach((label, i) => {
    const below = placed[i - 1];
    label.at = Math.min(label.at, (below?.at ?? bottom) - apart(label, below));
  });
  placed.reverse().forEach((label, i) => {
    const above = placed[i - 1];
    label.at = Math.max(label.at, (above?.at ?? top) + apart(label, above));
  });
}

/** Beside a point of a curve: above or below it, to the right of it, to the left or over it. */
const BESIDE = [-11, 11, -19, 19, -33, 33].flatMap((up) => [
  { x: 6, up, anchor: /** @type {const} */ ("start") },
  { x: -6, up, anchor: /** @type {const} */ ("end") },
  { x: 0, up, anchor: /** @type {const} */ ("middle") },
]);
const TRIED = 20; // points of a curve

/**
 * Where the name of a curve stands that is named at a share of it: as near to that as it is clear of what is drawn.
 * @type {(series: PlacedSeries, x: Scale, y: Scale, ground: Ground, room: Extent) => Label | null}
 */
function besidePoint(series, x, y, ground, room) {
  const { xs, ys, label } = series;
  const [low, high] = x.domain();
  const [bottom, top] = y.domain();
  const inside = Array.from(ys.keys()).filter((i) => xs[i] >= low && xs[i] <= high && ys[i] >= bottom && ys[i] <= top);
  if (!inside.length || !label) return null;
  return { ...series, lines: [label], ...clearest(label, NAME, placesBeside(series, inside), ground, room) };
}

/**
 * The places beside some points of a curve, those at the nearest to where it is named first.
 * @type {(series: PlacedSeries, points: number[]) => Places}
 */
function placesBeside({ named_at: share, across, up }, points) {
  const shares = nearest(/** @type {number} */ (share));
  return {
    length: shares.length * BESIDE.length,
    at: (i) => {
      const point = points[Math.round(shares[Math.floor(i / BESIDE.length)] * (points.length - 1))];
      const { x, up: above, anchor } = BESIDE[i % BESIDE.length];
      return { x: across[point] + x, at: up[point] + above, anchor };
    },
  };
}

/**
 * Shares of a curve, the nearest to a wish first.
 * @param {number} wish
 */
const nearest = (wish) =>
  [wish, ...Array.from({ length: TRIED + 1 }, (_, i) => i / TRIED)].sort(
    (a, b) => Math.abs(a - wish) - Math.abs(b - wish),
  );
