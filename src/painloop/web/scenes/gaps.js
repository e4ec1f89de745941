// What stands in the gaps of a scene: numbers and words of the state, carried to places and sizes.
import { COMPARISONS, number } from "../words/words.js";

/** @import { Column, Scope, Value } from "../types.js" */

const GAP = /\{('[^']*'|[\w.-]+)(?:\|([^{}|]+)\|([^{}|:]+))?(?::([^{}]*))?\}/g;
const CONDITION = /^\s*(\S.*?) ([=!]=|[<>]=?) (.*\S)\s*$/;
const DIGITS = 2; // of a place; a hundredth of a unit is seen by nobody

/**
 * What a name means: a number or a word in quotes itself, else what the state has of that name.
 * @type {(name: string, scope: Scope) => Value}
 */
export function meaning(name, { scene, known }) {
  if (name.startsWith("'")) return name.slice(1, -1);
  if (name in known) return known[name];
  if (name.trim() && !Number.isNaN(Number(name))) return Number(name);
  const names = [];
  for (const each in known) names.push(each);
  throw new Error(`The scene ${scene} asks for ${name}, which is not there. There is: ${names.sort().join(", ")}`);
}

/**
 * The values of a column; the points along the axis are a column too.
 * @type {(name: string, scope: Scope) => Column | string[]}
 */
export function columnOf(name, { scene, columns }) {
  if (Object.hasOwn(columns, name)) return columns[name];
  const names = Object.keys(columns).sort().join(", ");
  throw new Error(`The scene ${scene} asks for the column ${name}, which is not there. There is: ${names}`);
}

/**
 * The four ends of two ranges, each written "low high".
 * @type {(range: string, onto: string) => string[]}
 */
export const endsOf = (range, onto) => `${range} ${onto}`.trim().split(/\s+/);

/**
 * What carries a number linearly from one range to another, and holds it within.
 * @type {(ends: string[], scope: Scope) => (value: number) => number}
 */
export function carrier(ends, scope) {
  const [low, high, from, to] = ends.map((end) => Number(meaning(end, scope)));
  /** @type {(value: number) => number} */
  const share = (value) => (high === low ? 0 : Math.min(1, Math.max(0, (value - low) / (high - low))));
  return (value) => rounded(from + share(value) * (to - from));
}

/** @param {number} value */
const rounded = (value) => Number(value.toFixed(DIGITS));

/**
 * A text with its gaps filled: {name}, {name:.1f}, {name|low high|from to}.
 * @type {(text: string, scope: Scope) => string}
 */
export function filled(text, scope) {
  const { words, gaps } = takenApart(text, scope.scene);
  return words.reduce((all, word, i) => all + shown(gaps[i - 1], scope) + word);
}

/** @type {(gap: Gap, scope: Scope) => string} */
function shown({ name, ends, spec }, scope) {
  const value = meaning(name, scope);
  const carried = ends ? carrier(ends, scope)(Number(value)) : value;
  return spec ? number(Number(carried), spec) : String(carried);
}

/** @typedef {{ name: string, ends: string[] | null, spec: string }} Gap */

/** @type {Map<string, { words: string[], gaps: Gap[] }>} */
const read = new Map(); // the texts of the scenes, each of which is asked for again at every state

/**
 * The words of a text around its gaps, and the gaps.
 * @type {(text: string, scene: string) => { words: string[], gaps: Gap[] }}
 */
function takenApart(text, scene) {
  const before = read.get(text);
  if (before) return before;
  const split = text.split(GAP); // a word, the four groups of a gap, a word …
  const words = split.filter((_, i) => i % 5 === 0);
  const gaps = words.slice(1).map((_, i) => {
    const [name, range, onto, spec] = split.slice(5 * i + 1);
    return { name, ends: range ? endsOf(range, onto) : null, spec };
  });
  if (words.some((word) => /[{}]/.test(word)) || gaps.some(({ ends }) => ends && ends.length !== 4))
    throw new Error(`The scene ${scene} has a gap that cannot be read: ${text}`);
  read.set(text, { words, gaps });
  return { words, gaps };
}

/**
 * Whether all comparisons hold that a text joins with "and"; what they compare with is a number, true, false or a word.
 * @type {(text: string, scope: Scope) => boolean}
 */
export function holds(text, scope) {
  return text.split(" and ").every((each) => {
    const [, left, how, right] = CONDITION.exec(each) ?? [];
    if (!how) throw new Error(`The scene ${scope.scene} has a condition that cannot be read: ${text}`);
    const value = left.includes("{") ? literal(filled(left, scope)) : meaning(left, scope);
    return COMPARISONS[how](value, literal(filled(right, scope)));
  });
}

/** @type {(text: string) => Value} */
const literal = (text) =>
  text === "true" || text === "false" ? text === "true" : Number.isNaN(Number(text)) ? text : Number(text);
