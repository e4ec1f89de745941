// The ground of a picture: what is taken of it by curves, marks and names.

import { Few } from "../computing/few.js";

/** @import { Column } from "../types.js" */
/** @import { Place } from "./clear.js" */

/** @typedef {{ left: number, right: number, top: number, bottom: number }} Extent - in px */

/** @typedef {ReturnType<typeof createGround>} Ground */

const CELL = 2; // px
const WORD = 3; // a word under a word is worse than one under a curve, so many times

/**
 * What is so near to a point, or to the way from it to another.
 * @type {(air: number, x: number, y: number, x2?: number, y2?: number) => Extent}
 */
export const around = (air, x, y, x2 = x, y2 = y) => ({
  left: Math.min(x, x2) - air,
  right: Math.max(x, x2) + air,
  top: Math.min(y, y2) - air,
  bottom: Math.max(y, y2) + air,
});

/** @type {(a: Extent, b: Extent) => boolean} */
const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** @param {number} bits */
function ones(bits) {
  let count = 0;
  for (let left = bits; left; left &= left - 1) count++;
  return count;
}

/**
 * The ground of a picture in cells, each of which knows the curves and marks that run through it, a bit for each of
 * them; beside it the names that stand there, and where each stood in the picture before.
 */
export function createGround() {
  /** @type {Few<string, { i: number, first: Place }>} */
  const stood = new Few(50); // more than a picture has names
  /** @type {Extent[]} */
  let names = [];
  let cells = new Uint32Array(0);
  let [columns, rows, bit] = [0, 0, 0];

  /** @type {(width: number, height: number) => void} */
  function clear(width, height) {
    [columns, rows, bit, names] = [Math.ceil(width / CELL), Math.ceil(height / CELL), 0, []];
    if (cells.length < columns * rows) cells = new Uint32Array(columns * rows);
    else cells.fill(0);
  }

  /** @param {Extent} extent - if an end is not a number, nothing is covered */
  function cover({ left, right, top, bottom }) {
    const [first, last] = [Math.max(0, Math.floor(left / CELL)), Math.min(columns - 1, Math.floor(right / CELL))];
    const lowest = Math.min(rows - 1, Math.floor(bottom / CELL));
    for (let row = Math.max(0, Math.floor(top / CELL)); row <= lowest; row++)
      for (let column = first; column <= last; column++) cells[row * columns + column] |= bit;
  }

  const next = () => {
    bit = bit << 1 || 1; // after 32 the first again
  };

  /** @param {Extent[]} extents - of one mark, or of some that count as one */
  function mark(extents) {
    next();
    extents.forEach(cover);
  }

  /** @type {(xs: Column, ys: Column) => void} */
  function curve(xs, ys) {
    next();
    for (let i = 1; i < xs.length; i++) cover(around(1, xs[i - 1], ys[i - 1], xs[i], ys[i])); // half its width
  }

  /** @param {Extent} own - how many curves and marks strike it */
  function struck(own) {
    let bits = 0;
    const [first, end] = [Math.ceil(own.left / CELL), Math.floor(own.right / CELL)];
    for (let row = Math.ceil(own.top / CELL); row < Math.floor(own.bottom / CELL); row++)
      for (let column = first; column < end; column++) bits |= cells[row * columns + column];
    return ones(bits) + WORD * names.filter((name) => meet(own, name)).length;
  }

  return { clear, mark, curve, struck, stood, name: (/** @type {Extent} */ own) => names.push(own) };
}
