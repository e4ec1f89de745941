// The picture of the thing itself: a drawing from NAME.svg, filled in with the state as a sentence is.
import { renew } from "../dom.js";
import { scenes } from "../generated/scenes.js";
import { tell } from "../words/words.js";
import { piece } from "./pieces.js";

/** @import { Chart, Drawn, Moment, Scope, Spec, Template } from "../types.js" */

const [WIDTH, HEIGHT] = [360, 210]; // of every scene, in its own units
const INHERITED = {
  "aria-hidden": "true",
  fill: "var(--ink)",
  "font-family": 'system-ui, "Segoe UI", Roboto, sans-serif',
  "font-size": "14",
  "stroke-linecap": "round",
  "stroke-linejoin": "round",
};

/**
 * The scene of an explorer, if it has one.
 * @type {(spec: Spec) => Chart | null}
 */
export function createScene({ name, scene }) {
  if (!scene) return null;
  if (!Object.hasOwn(scenes, name))
    throw new Error(`There is no web/scenes/${name}.svg, or "make bundle" has not seen it.`);
  const { node, show } = drawing(scenes[name], name);
  const update = (/** @type {Drawn} */ moment) => {
    const { known } = show(moment);
    const times = Math.min(moment.width / WIDTH, (moment.height ?? Infinity) / HEIGHT);
    renew(node, { width: WIDTH * times, height: HEIGHT * times, "aria-label": tell(scene.finding, known) });
  };
  return { node, update };
}

/**
 * A template as an image, empty until it shows a moment.
 * @type {(template: Template, name: string) => { node: SVGSVGElement, show: (moment: Moment) => Scope }}
 */
export function drawing([tag, attributes, ...children], name) {
  const node = /** @type {SVGSVGElement} */ (document.createElementNS("http://www.w3.org/2000/svg", tag));
  const own = { ...attributes, class: "scene", role: "img", translate: "no" }; // a translator's <font> is not drawn
  for (const [key, value] of Object.entries(own)) node.setAttribute(key, value);
  const show = piece(["g", INHERITED, ...children], name);
  return {
    node,
    show: (moment) => {
      const scope = scopeOf(name, moment);
      const [inside] = show(scope);
      if (!inside.parentNode) node.append(inside);
      return scope;
    },
  };
}

/**
 * What gaps may ask for: every column by its last value, and over these all that a sentence may speak of.
 * @type {(scene: string, moment: Moment) => Scope}
 */
function scopeOf(scene, { curves, measures }) {
  const { along, names, kinds } = curves;
  const columns = { along, ...curves.columns, ...(names.length ? { name: names, kind: kinds } : {}) };
  const last = Object.fromEntries(Object.entries(columns).map(([key, column]) => [key, column.at(-1) ?? NaN]));
  return { scene, columns, known: Object.assign(Object.create(null), last, measures) };
}
