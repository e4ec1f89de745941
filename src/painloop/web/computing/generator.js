// Random numbers that are the same on every machine: each is a hash of its seed and of its place in the series.

/** @import { Column } from "../types.js" */

/**
 * Wellons' lowbias32: every bit of what goes in turns about half of the bits that come out.
 * @type {(x: number) => number}
 */
function hash(x) {
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return (x ^ (x >>> 16)) >>> 0;
}

/**
 * The numbers from 0 to so many, in the order of a seed.
 * @type {(count: number, seed: number) => number[]}
 */
export function shuffled(count, seed) {
  const key = hash(seed);
  return Array.from({ length: count }, (_, i) => i).sort((a, b) => uniform(key, a) - uniform(key, b));
}

/** @type {(key: number, place: number) => number} */
const uniform = (key, place) => (hash((hash(place) + key) | 0) + 0.5) / 2 ** 32;

/**
 * The normal numbers of a seed: a function that writes the two at `place` and `place` + 1 to `out`, from `i` on.
 * @type {(seed: number) => (place: number, out: Column, i: number) => void}
 */
export function normalPairs(seed) {
  const key = hash(seed);
  return (place, out, i) => {
    const size = Math.sqrt(-2 * Math.log(uniform(key, place))); // by Box and Muller
    const angle = 2 * Math.PI * uniform(key, place + 1);
    out[i] = size * Math.cos(angle);
    out[i + 1] = size * Math.sin(angle);
  };
}
