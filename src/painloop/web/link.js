// A state as an address and back. Whatever an address says is checked; what fails gives the default and a note.
import { fault } from "./controls.js";

const WORDS = { true: true, false: false, 1: true, 0: false };

function parse(control, text) {
  if (control.kind === "slider") return { value: Number(text), wrong: fault(text, control) };
  if (control.kind === "switch") return { value: WORDS[text], wrong: Object.hasOwn(WORDS, text) ? "" : `${control.label}: “${text}” is neither true nor false.` };
  const known = Object.hasOwn(control.options, text);
  return { value: text, wrong: known ? "" : `${control.label}: “${text}” is none of ${Object.keys(control.options).join(", ")}.` };
}

/** What an address asks of the explorer NAME: { values, faults, asked }. */
export function readLink(spec, search) {
  const values = {};
  const faults = [];
  const prefix = `${spec.name}.`;
  const asked = [...new URLSearchParams(search)].filter(([key]) => key.startsWith(prefix));
  for (const [name, text] of asked) {
    const key = name.slice(prefix.length);
    if (key !== "preset") continue;
    const preset = spec.presets.find(({ id }) => id === text);
    if (preset) Object.assign(values, preset.values);
    else faults.push(`There is no preset “${text}”.`);
  }
  for (const [name, text] of asked) {
    const key = name.slice(prefix.length);
    const control = spec.controls.find((each) => each.key === key);
    if (key === "preset") continue;
    const { value, wrong } = control ? parse(control, text) : { wrong: `There is no control “${key}”.` };
    if (wrong) faults.push(wrong);
    else values[key] = value;
  }
  return { values, faults, asked: asked.length > 0 };
}

/** The address of a state on this page. */
export function writeLink(spec, state, address) {
  const url = new URL(address);
  url.hash = "";
  url.search = new URLSearchParams(spec.controls.map(({ key }) => [`${spec.name}.${key}`, String(state[key])]));
  return url.href;
}
