// Numbers as people type them, as links write them, and as they are said. A text has exactly one reading, or is refused
// with the reason.

/** @import { Reading, Slider } from "../types.js" */
/** @typedef {Pick<Slider, "low" | "high">} Range */

// decimal signs: point and comma, and what other keyboards have in their place
const MARKS = ".,．，﹒﹐٫،。｡、､·";
const MINUS = "-−－﹣‐‑‒–"; // not the long dash, into which phones turn two short ones
const PLUS = "+＋";
// invisible characters that pasted text brings; not those that reverse it
const UNSEEN = /[\u200b\u200e\u200f\u061c\u202a-\u202c\u2066-\u2069\ufeff]/g;
const TYPED = /^([+-]?)\s*(\d+|\d*\.\d+)$/;
const WRITTEN = /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i; // as JavaScript and Python write numbers
const GROUPED = /^-?[1-9]\d{0,2}\.\d{3}$/; // here the sign may as well separate thousands
const LONGEST = 40; // characters of a text that are quoted

/** @type {(character: string) => boolean} */
const isDigit = (character) => /^\p{Nd}$/u.test(character);

/**
 * The value of a digit of any script: Unicode has them in runs of ten, from nought to nine.
 * @type {(character: string) => string}
 */
function digit(character) {
  const code = /** @type {number} */ (character.codePointAt(0));
  let first = code;
  while (isDigit(String.fromCodePoint(first - 1))) first -= 1;
  return String((code - first) % 10);
}

/** @type {(character: string) => string} */
function plain(character) {
  if (isDigit(character)) return digit(character);
  if (MARKS.includes(character)) return ".";
  if (MINUS.includes(character)) return "-";
  return PLUS.includes(character) ? "+" : character;
}

/** @type {(text: string) => string} */
const quoted = (text) => `“${text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text}”`;
/** @type {(value: number, range: Range) => boolean} */
const within = (value, { low, high }) => value >= low && value <= high;

/**
 * A number that the control takes, or why it does not.
 * @type {(value: number, text: string, control: Slider) => Reading<number>}
 */
function judged(value, text, control) {
  if (!within(value, control))
    return { wrong: `${quoted(text)} is outside ${control.low} to ${`${control.high} ${control.unit}`.trim()}.` };
  if (control.whole && !Number.isInteger(value)) return { wrong: `${quoted(text)} is not a whole number.` };
  return { value: value + 0 || 0 }; // -0 is nought
}

/**
 * What a typed text says: { value } or { wrong }. A comma and a point are both the decimal sign; thousands are
 * not separated.
 * @type {(text: string, control: Slider) => Reading<number>}
 */
export function readTyped(text, control) {
  const trimmed = text.replace(UNSEEN, "").trim();
  const said = [...trimmed].map(plain).join("");
  if (!said) return { wrong: "Nothing is typed here. Type a number." };
  if (/^[+-]?[\d.]*\.[\d.]*\.[\d.]*$/.test(said))
    return { wrong: `${quoted(trimmed)} has more than one decimal sign. Type only one comma or point.` };
  if (!TYPED.test(said)) {
    const more = control.whole ? "" : ", and one comma or point for decimals";
    return { wrong: `${quoted(trimmed)} is not a number. Type digits only${more}.` };
  }
  if (control.whole && said.includes("."))
    return { wrong: `${quoted(trimmed)} is not a whole number. Type digits only.` };
  const number = said.replace(/[+\s]/g, "");
  const thousands = Number(number.replace(".", ""));
  if (GROUPED.test(number) && within(Number(number), control) && within(thousands, control))
    return { wrong: `${quoted(trimmed)} may mean ${thousands} or ${number}. Type ${thousands} or ${number}0.` };
  return judged(Number(number), trimmed, control);
}

/**
 * What a link says: { value } or { wrong }. A link is written by a script, with a point; a comma is reported, not
 * guessed at.
 * @type {(text: string, control: Slider) => Reading<number>}
 */
export function readWritten(text, control) {
  return WRITTEN.test(text.trim())
    ? judged(Number(text), text, control)
    : { wrong: `${quoted(text)} is not a number.` };
}

/** @type {(value: number) => number} */
const tidy = (value) => Number(value.toPrecision(12));
/** @type {(value: number, range: Range) => number} */
const clamp = (value, { low, high }) => Math.min(high, Math.max(low, value));

/**
 * The nearest multiple of a step, so many steps on, within the control's range.
 * @type {(value: number, steps: number, length: number, control: Slider) => number}
 */
export const stepped = (value, steps, length, control) =>
  clamp(tidy(Math.round(value / length + steps) * length), control);

/**
 * The value so many steps on, of which `decade` make ten times as much, within the control's range.
 * @type {(value: number, steps: number, control: Slider) => number}
 */
export function tenfold(value, steps, { decade, ...range }) {
  const power = Math.round(Math.log10(value) * decade + steps) / decade;
  return clamp(Number((10 ** power).toPrecision(2)), range);
}

/**
 * A value with its unit, as it is spoken; a molar one as its concentration.
 * @type {(value: number, control: Slider) => string}
 */
export const spoken = (value, { unit, molar }) => (molar ? concentration(value) : `${value} ${unit}`.trim());

/**
 * In words, the concentration of which `p` is the negative logarithm in mol/L.
 * @type {(p: number) => string}
 */
export function concentration(p) {
  const nM = 10 ** (9 - p);
  return nM < 1000 ? `${Number(nM.toPrecision(3))}\u00a0nM` : `${Number((nM / 1000).toPrecision(4))}\u00a0µM`;
}
