// A state as an address and back. Whatever an address says is checked; what fails gives the default and a note.
import { readWritten } from "../words/numbers.js";

/** @import { Control, Preset, Reading, Spec, State, Value } from "../types.js" */

/** @type {Record<string, boolean>} */
const WORDS = { true: true, false: false, 1: true, 0: false };
const AMPERSAND = "(?:amp|#0*38|#x0*26);"; // what follows an & that was written into HTML
const LEADING = new RegExp(`^(?:${AMPERSAND}|[?&;\\s])+`, "i");
const SEPARATOR = new RegExp(`[?&;]+(?:${AMPERSAND})*(?=[\\w-]+(?:\\.\\w+)?=)`, "i");
const TRAILING = /[\s.,;:!?'"’”»)\]}>*_]+$/; // a sentence around the link
const MANGLED_HASH = new RegExp(`^${AMPERSAND.replace("amp|", "")}`, "i");

/**
 * Whether an address was cut at the # of an &#38;: what follows is no place on the page.
 * @type {(hash: string) => boolean}
 */
export const isMangled = (hash) => MANGLED_HASH.test(hash);

/**
 * Percent-encoding undone, however often it was done.
 * @type {(text: string) => string}
 */
function decoded(text) {
  const once = text.replace(/(?:%[0-9a-f]{2})+/gi, (encoded) => {
    try {
      return decodeURIComponent(encoded);
    } catch {
      return encoded;
    }
  });
  return once === text ? text : decoded(once);
}

/**
 * The parts of an address, also of one whose & became &amp;, %26 or %2526 on its way.
 * @type {(search: string, hash: string) => string[]}
 */
function parts(search, hash) {
  const raw = `${search.replace(/^\?/, "")}${isMangled(hash) ? `&${hash}` : ""}`.replaceAll("+", " ");
  return raw.split("&").flatMap((part) => decoded(part).replace(LEADING, "").split(SEPARATOR));
}

/**
 * The one of `names` that is meant: itself, or the only one that differs in its capitals alone.
 * @type {(names: string[], text: string) => string | undefined}
 */
function named(names, text) {
  if (names.includes(text)) return text;
  const alike = names.filter((name) => name.toLowerCase() === text.toLowerCase());
  return alike.length === 1 ? alike[0] : undefined;
}

/** @type {(control: Control, text: string) => Reading<Value>} */
function parse(control, text) {
  if (control.kind === "slider") return readWritten(text, control);
  const known = control.kind === "switch" ? Object.keys(WORDS) : Object.keys(control.options);
  const name = named(known, text);
  if (name !== undefined) return { value: control.kind === "switch" ? WORDS[name] : name };
  return {
    wrong: `“${text}” is ${control.kind === "switch" ? "neither true nor false" : `none of ${known.join(", ")}`}.`,
  };
}

/**
 * A text as it stands, else without what a sentence put behind it.
 * @type {<T>(text: string, how: (text: string) => Reading<T>) => Reading<T>}
 */
function read(text, how) {
  const asItStands = how(text);
  const bare = asItStands.wrong ? how(text.replace(TRAILING, "")) : asItStands;
  return bare.wrong ? asItStands : bare;
}

/** @type {(spec: Spec) => (text: string) => Reading<State>} */
const presetOf = (spec) => (text) => {
  const id = named(
    spec.presets.map((preset) => preset.id),
    text,
  );
  return id === undefined
    ? { wrong: `There is no preset “${text}”.` }
    : { value: /** @type {Preset} */ (spec.presets.find((preset) => preset.id === id)).values };
};

/**
 * What an address says of an explorer, key by key, and what of it cannot be read. The last of a repeated key counts.
 * @type {(spec: Spec, search: string, hash: string) => { texts: Map<string, string>, faults: string[] }}
 */
function ask(spec, search, hash) {
  const keys = ["preset", ...spec.controls.map(({ key }) => key)];
  const own = new RegExp(`^${spec.name}\\.([^=]*)=?(.*)$`, "is");
  const within = new RegExp(`(?<![\\w-])${spec.name}\\.(?:${keys.join("|")})\\b`, "i");
  const texts = new Map(); // what is asked for, by key
  /** @type {string[]} */
  const faults = [];
  for (const part of parts(search, hash)) {
    const [, key, text] = own.exec(part) ?? [];
    const meant = key !== undefined && named(keys, key.trim());
    if (meant && texts.has(meant) && texts.get(meant) !== text)
      faults.push(`“${meant}” is asked for more than once; the last counts.`);
    if (meant) texts.set(meant, text);
    else if (key !== undefined) faults.push(`There is no control “${key}”.`);
    else if (within.test(part)) faults.push(`“${part}” cannot be read.`);
  }
  return { texts, faults };
}

/**
 * What an address says of an explorer: the `values` it asks for, the `faults` that keep parts of it from being
 * followed, and whether anything is `asked` at all. A preset comes first, wherever it stands.
 * @type {(spec: Spec, search: string, hash?: string) => { values: State, faults: string[], asked: boolean }}
 */
export function readLink(spec, search, hash = "") {
  const { texts, faults } = ask(spec, search, hash);
  /** @type {State} */
  const values = {};
  /** @type {<T>(text: string, how: (text: string) => Reading<T>, found: (value: T) => void) => void} */
  const take = (text, how, found) => {
    const { value, wrong } = read(text, how);
    if (wrong) faults.push(wrong);
    else found(value);
  };
  if (texts.has("preset"))
    take(/** @type {string} */ (texts.get("preset")), presetOf(spec), (preset) => Object.assign(values, preset));
  for (const control of spec.controls) {
    /** @type {(text: string) => Reading<Value>} */
    const labelled = (text) => {
      const { value, wrong } = parse(control, text);
      return wrong ? { wrong: `${control.label}: ${wrong}` } : { value };
    };
    if (texts.has(control.key))
      take(/** @type {string} */ (texts.get(control.key)), labelled, (value) => (values[control.key] = value));
  }
  return { values, faults, asked: texts.size > 0 || faults.length > 0 };
}

/**
 * The address of a state on this page.
 * @type {(spec: Spec, state: State, address: string) => string}
 */
export function writeLink(spec, state, address) {
  const url = new URL(address);
  url.hash = "";
  const pairs = spec.controls.map(({ key }) => [`${spec.name}.${key}`, String(state[key])]);
  url.search = String(new URLSearchParams(pairs));
  return url.href;
}
