// Marks as the text of an SVG path, each around its middle; curves, and what lies between two.

/** @import { Column } from "../types.js" */

/**
 * A circle; nothing where there is no middle.
 * @type {(x: number, y: number, r: number) => string}
 */
export const circle = (x, y, r) =>
  Number.isFinite(x) && Number.isFinite(y)
    ? `M${(x - r).toFixed(1)},${y.toFixed(1)}a${r},${r} 0 1,0 ${2 * r},0a${r},${r} 0 1,0 ${-2 * r},0`
    : "";

/** @type {(x: number, y: number, side: number) => string} */
export const square = (x, y, side) =>
  `M${(x - side / 2).toFixed(1)},${(y - side / 2).toFixed(1)}h${side}v${side}h${-side}Z`;

/** @type {(x: number, y: number) => string} */
export const tick = (x, y) => `M${x - 6},${y}l4,5l8,-10`;

/** @type {(x: number, y: number) => string} */
export const cross = (x, y) => `M${x - 5},${y - 5}l10,10m0,-10l-10,10`;

/** @type {(x: number, y: number) => string} */
const point = (x, y) => `${Math.round(10 * x) / 10},${Math.round(10 * y) / 10}`;

/**
 * The points of a curve, in pieces between its gaps, where it has no number.
 * @type {(xs: Column, ys: Column) => number[][]}
 */
function pieces(xs, ys) {
  /** @type {number[][]} */
  const found = [[]];
  for (let i = 0; i < ys.length; i++)
    if (Number.isFinite(xs[i] + ys[i])) found[found.length - 1].push(i);
    else found.push([]);
  return found.filter(({ length }) => length);
}

/**
 * A curve. It goes straight from point to point: they lie so close that a chord misses its curve by less than a pixel,
 * and straight pieces paint three times faster. Where it has no number it has a gap.
 * @type {(xs: Column, ys: Column) => string}
 */
export function through(xs, ys) {
  let path = "";
  let pen = "M";
  for (let i = 0; i < ys.length; i++) {
    const drawn = Number.isFinite(xs[i] + ys[i]);
    if (drawn) path += pen + point(xs[i], ys[i]);
    pen = drawn ? "L" : "M";
  }
  return path;
}

/** @type {(xs: Column, highs: Column, lows: Column) => string} */
export const between = (xs, highs, lows) =>
  pieces(xs, highs)
    .map((piece) => [...piece.map((i) => point(xs[i], highs[i])), ...piece.reverse().map((i) => point(xs[i], lows[i]))])
    .map((around) => `M${around.join("L")}Z`)
    .join("");
