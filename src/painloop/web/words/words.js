// Sentences from templates: a choice made by its conditions, numbers printed, names listed, text broken into lines.
import { format } from "d3-format";

/** @import { Choice, Condition, Measured, Value } from "../types.js" */

/** @type {Record<string, (a: Value, b: Value) => boolean>} */
export const COMPARISONS = {
  "==": (a, b) => a === b,
  "!=": (a, b) => a !== b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
};

/**
 * A number in one of Python's formats, with a space before a sign of per cent. In d3's g, zeros stay at the end unless
 * a ~ is written before it.
 * @type {(value: number, spec: string) => string}
 */
export function number(value, spec) {
  return format(spec.replace(/g$/, "~g"))(value).replace("\u2212", "-").replace("%", "\u00a0%");
}

/** @type {(value: Value, spec: string | undefined) => string} */
const printed = (value, spec) => (spec ? number(/** @type {number} */ (value), spec) : String(value));

/**
 * A template in whose gaps, which are {name} or {name:format}, stands what is written for them.
 * @type {(text: string, write: (name: string, spec: string | undefined) => string) => string}
 */
const filled = (text, write) => text.replace(/\{(\w+)(?::([^}]*))?\}/g, (_, name, spec) => write(name, spec));

/**
 * A template with the state's values in its gaps.
 * @type {(text: string, state: Measured) => string}
 */
export const fill = (text, state) => filled(text, (name, spec) => printed(state[name], spec));

/**
 * The same for many states: where they differ, from which value to which.
 * @type {(text: string, states: Measured[], middle: (values: number[]) => [low: number, high: number]) => string}
 */
export function fillRanges(text, states, middle) {
  return filled(text, (name, spec) => {
    const values = states.map((state) => state[name]);
    const ends = typeof values[0] === "number" ? middle(/** @type {number[]} */ (values)) : [values[0]];
    return [...new Set(ends.map((value) => printed(value, spec)))].join(" to ");
  });
}

/**
 * Whether all conditions hold in a state.
 * @type {(when: Condition[], state: Measured) => boolean}
 */
export const holds = (when, state) => when.every(([name, how, value]) => COMPARISONS[how](state[name], value));

/**
 * The first sentence of a choice whose conditions all hold, as a template; an empty text if there is none.
 * @type {(choice: Choice, state: Measured) => string}
 */
export const chosen = (choice, state) => choice.find(({ when }) => holds(when, state))?.text ?? "";

/**
 * The same, filled in.
 * @type {(choice: Choice, state: Measured) => string}
 */
export const say = (choice, state) => fill(chosen(choice, state), state);

/**
 * One sentence from every choice that has one.
 * @type {(choices: Choice[], state: Measured) => string}
 */
export function tell(choices, state) {
  return choices
    .map((choice) => say(choice, state))
    .filter(Boolean)
    .join(" ");
}

const LISTS = new Intl.ListFormat("en-GB");

/**
 * Names as one reads them out: A, B and C.
 * @type {(names: string[]) => string}
 */
export const listInWords = (names) => LISTS.format(names);

/**
 * A text as lines of at most so many letters; at the start of the first, `indent` of them are left free.
 * @type {(text: string, most: number, indent?: number) => string[]}
 */
export function wrapped(text, most, indent = 0) {
  const lines = [];
  let line = " ".repeat(indent);
  for (const word of text.split(" ")) {
    if (line && line.length + word.length >= most) {
      lines.push(line);
      line = word;
    } else line += line.trim() ? ` ${word}` : word;
  }
  return [...lines, line].map((each) => each.trim());
}
