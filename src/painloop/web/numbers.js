// Numbers as people type them, as links write them, and as they are said. One rule: exactly one reading, or a reason.

// decimal signs: point and comma, and what other keyboards have in their place
const MARKS = ".,．，﹒﹐٫،。｡、､·";
const MINUS = "-−－﹣‐‑‒–"; // not the long dash, into which phones turn two short ones
const PLUS = "+＋";
// what pasted text brings; nothing that turns it round
const UNSEEN = /[\u200b\u200e\u200f\u061c\u202a-\u202c\u2066-\u2069\ufeff]/g;
const TYPED = /^([+-]?)\s*(\d+|\d*\.\d+)$/;
const WRITTEN = /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i; // as JavaScript and Python write numbers
const GROUPED = /^-?[1-9]\d{0,2}\.\d{3}$/; // the sign may as well part thousands
const LONGEST = 40; // characters of a text that are quoted

const isDigit = (character) => /^\p{Nd}$/u.test(character);

/** The value of a digit of any script: Unicode has them in runs of ten, from nought to nine. */
function digit(character) {
  const code = character.codePointAt(0);
  let first = code;
  while (isDigit(String.fromCodePoint(first - 1))) first -= 1;
  return String((code - first) % 10);
}

function plain(character) {
  if (isDigit(character)) return digit(character);
  if (MARKS.includes(character)) return ".";
  if (MINUS.includes(character)) return "-";
  return PLUS.includes(character) ? "+" : character;
}

const quoted = (text) => `“${text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text}”`;
const within = (value, { low, high }) => value >= low && value <= high;

/** A number in its range, or why it is none of the control. */
function judged(value, text, control) {
  if (!within(value, control))
    return { wrong: `${quoted(text)} is outside ${control.low} to ${`${control.high} ${control.unit}`.trim()}.` };
  if (control.whole && !Number.isInteger(value)) return { wrong: `${quoted(text)} is not a whole number.` };
  return { value: value + 0 || 0 }; // -0 is nought
}

/**
 * What a typed text says: { value } or { wrong }. A comma and a point are both the decimal sign; nothing parts
 * thousands.
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
 */
export function readWritten(text, control) {
  return WRITTEN.test(text.trim())
    ? judged(Number(text), text, control)
    : { wrong: `${quoted(text)} is not a number.` };
}

const tidy = (value) => Number(value.toPrecision(12));
const clamp = (value, { low, high }) => Math.min(high, Math.max(low, value));

/** The nearest multiple of a step, so many steps on, within the control's range. */
export const stepped = (value, steps, length, control) =>
  clamp(tidy(Math.round(value / length + steps) * length), control);

/** A value with its unit, as it is spoken; a molar one as its concentration. */
export const spoken = (value, { unit, molar }) => (molar ? concentration(value) : `${value} ${unit}`.trim());

/** In words, the concentration of which `p` is the negative logarithm in mol/L. */
export function concentration(p) {
  const nM = 10 ** (9 - p);
  return nM < 1000 ? `${Number(nM.toPrecision(3))}\u00a0nM` : `${Number((nM / 1000).toPrecision(4))}\u00a0µM`;
}
