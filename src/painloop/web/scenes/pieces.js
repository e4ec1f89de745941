// Elements made of a template once, and changed where the state asks for it.
import { filled, holds } from "./gaps.js";
import { lineThrough } from "./line.js";
import { spelledOut, withPart } from "./parts.js";
import { grid, placesOf } from "./places.js";

/** @import { Scope, Template, Value } from "../types.js" */

/** @typedef {(scope: Scope) => (SVGElement | Text)[]} Piece - shows a state, and gives the nodes that are there now */

const SVG = "http://www.w3.org/2000/svg";

/**
 * What shows a template, which may be repeated, or there only while a condition holds.
 * @type {(template: Template | string, scene: string) => Piece}
 */
export function piece(template, scene) {
  if (typeof template === "string") return words(template);
  const [tag, attributes, ...children] = withPart(template, scene);
  const {
    "data-each": each,
    "data-count": count,
    "data-across": across,
    "data-shares": shares,
    "data-when": when,
    ...own
  } = attributes;
  const make = () => under(when, () => element([tag, own, ...children], scene));
  if (!each && !count) return make();
  const names = namesIn([own, ...children, when]);
  const place = () => unless(names, make());
  if (each) return repeated(place, (scope) => placesOf(each, scope));
  return repeated(place, (scope) => grid(/** @type {string} */ (count), across, shares, scope));
}

/**
 * Every word of a template that may be the name of something; null if it asks for columns, which have no one value.
 * @param {unknown} template
 */
function namesIn(template) {
  const text = spelledOut(template);
  return /"data-(?:each|line|over|floor)"/.test(text) ? null : [...new Set(text.match(/[a-z_][\w.-]*/gi))];
}

/**
 * Shows a state only where one of these names means something else than before.
 * @type {(names: string[] | null, show: Piece) => Piece}
 */
function unless(names, show) {
  if (!names) return show;
  /** @type {Value[]} */
  let before = [];
  /** @type {ReturnType<Piece> | undefined} */
  let nodes;
  return (scope) => {
    const now = names.map((name) => scope.known[name]);
    if (!nodes || now.some((value, i) => !Object.is(value, before[i]))) nodes = show(scope);
    before = now;
    return nodes;
  };
}

/** @type {(text: string) => Piece} */
function words(text) {
  const node = document.createTextNode(text);
  const show = text.includes("{") ? changing((now) => (node.data = now)) : () => {};
  return (scope) => {
    show(text, scope);
    return [node];
  };
}

/**
 * What fills a text and hands it on where it differs from the last.
 * @type {(set: (text: string) => void) => (text: string, scope: Scope) => void}
 */
function changing(set) {
  /** @type {string} */
  let last;
  return (text, scope) => {
    const now = filled(text, scope);
    if (now !== last) set(now);
    last = now;
  };
}

/**
 * A piece that is made when its condition first holds, and shown while it does.
 * @type {(when: string | undefined, make: () => Piece) => Piece}
 */
function under(when, make) {
  if (!when) return make();
  /** @type {Piece | undefined} */
  let own;
  return (scope) => {
    if (!holds(when, scope)) return [];
    own ??= make();
    return own(scope);
  };
}

/**
 * A piece for each place; those that were made stay, for when they are asked for again.
 * @type {(make: () => Piece, places: (scope: Scope) => Scope[]) => Piece}
 */
function repeated(make, places) {
  /** @type {Piece[]} */
  const made = [];
  return (scope) =>
    places(scope).flatMap((place, i) => {
      made[i] ??= make();
      return made[i](place);
    });
}

/** @type {(template: Template, scene: string) => Piece} */
function element([tag, attributes, ...children], scene) {
  const { "data-line": line, "data-over": over, "data-floor": floor, ...own } = attributes;
  const node = document.createElementNS(SVG, tag);
  const texts = Object.entries(own).flatMap(([key, text]) => attribute(node, key, text));
  if (line) texts.push(lineThrough(node, line, over, floor));
  const inside = children.map((child) => piece(child, scene));
  /** @type {(SVGElement | Text)[]} */
  let shown = [];
  return (scope) => {
    for (const show of texts) show(scope);
    const now = inside.flatMap((show) => show(scope));
    if (now.length !== shown.length || now.some((each, i) => each !== shown[i])) node.replaceChildren(...now);
    shown = now;
    return [node];
  };
}

/**
 * Sets an attribute; what shows a state in it, if it has gaps.
 * @type {(node: SVGElement, key: string, text: string) => ((scope: Scope) => void)[]}
 */
function attribute(node, key, text) {
  if (!text.includes("{")) {
    node.setAttribute(key, text);
    return [];
  }
  const show = changing((now) => node.setAttribute(key, now));
  return [(scope) => show(text, scope)];
}
