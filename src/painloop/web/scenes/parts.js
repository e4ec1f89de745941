// Drawings that many scenes share, from parts.svg: the same cell, star, seat, tablet and dial wherever they appear.
import { parts } from "../generated/scenes.js";

/** @import { Template } from "../types.js" */

const OWN = /^data-(?:part|each|count|across|shares|when|line|over|floor)$/; // what is said of any element

/**
 * An element that asks for a part, with the part's drawing in it: what the part calls {level becomes what is said here.
 * @type {(template: Template, scene: string) => Template}
 */
export function withPart([tag, attributes, ...children], scene) {
  const name = attributes["data-part"];
  if (name === undefined) return [tag, attributes, ...children];
  if (!Object.hasOwn(parts, name))
    throw new Error(`The scene ${scene} asks for the part ${name}. There is: ${Object.keys(parts).sort().join(", ")}`);
  const said = Object.entries(attributes).filter(([key]) => key.startsWith("data-") && !OWN.test(key));
  const kept = Object.entries(attributes).filter(([key]) => key !== "data-part" && !said.some(([own]) => own === key));
  /** @type {(text: string) => string} */
  const meant = (text) =>
    said.reduce(
      (all, [key, value]) => all.replace(new RegExp(`\\{${key.slice("data-".length)}\\b`, "g"), () => `{${value}`),
      text,
    );
  return [tag, Object.fromEntries(kept), ...parts[name].map((each) => renamed(each, meant)), ...children];
}

/**
 * All that stands in a template, and in the parts it asks for.
 * @type {(template: unknown) => string}
 */
export function spelledOut(template) {
  const text = JSON.stringify(template);
  const asked = [...text.matchAll(/"data-part":"([^"]+)"/g)].map(([, name]) => spelledOut(parts[name] ?? ""));
  return [text, ...asked].join();
}

/** @type {(template: Template | string, meant: (text: string) => string) => Template | string} */
function renamed(template, meant) {
  if (typeof template === "string") return meant(template);
  const [tag, attributes, ...children] = template;
  const entries = Object.entries(attributes).map(([key, value]) => [key, meant(value)]);
  return [tag, Object.fromEntries(entries), ...children.map((each) => renamed(each, meant))];
}
