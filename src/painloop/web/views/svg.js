// What every view begins with: an SVG whose layers are there from the start.
import { select } from "d3-selection";
import { renew } from "../dom.js";
import { tell } from "../words/words.js";

/** @import { AnyView, Drawn, Layer, Layers, Svg } from "../types.js" */

/** @type {WeakMap<Element, string>} */
const shown = new WeakMap();

/**
 * An SVG with empty layers and its title; later updates only change attributes.
 * @param {AnyView} view
 * @param {string[]} names
 * @returns {{ svg: Svg, layers: Layers }}
 */
export function createSvg(view, names) {
  const svg = select(document.createElementNS("http://www.w3.org/2000/svg", "svg"))
    .attr("role", "img")
    .attr("class", "chart")
    .attr("translate", "no"); // a translator's <font> within SVG is not drawn
  /** @type {(name: string) => [name: string, layer: Layer]} */
  const layer = (name) => [name, svg.append("g").attr("class", `chart__${name}`).attr("aria-hidden", "true")];
  const layers = Object.fromEntries(names.map(layer));
  layers.title
    .append("text")
    .attr("y", 14)
    .text(view.unit ? `${view.title} (${view.unit})` : view.title);
  return { svg: /** @type {Svg} */ (svg), layers };
}

/**
 * Gives an SVG its size and its finding as its name.
 * @param {Svg} svg
 * @param {AnyView} view
 * @param {Pick<Drawn, "measures" | "width">} moment
 * @param {number} height
 */
export function frame(svg, view, { measures, width }, height) {
  renew(svg.node(), {
    class: width < 520 ? "chart chart--narrow" : "chart",
    viewBox: `0 0 ${width} ${height}`,
    width,
    height,
    "aria-label": tell(view.finding, measures),
  });
}

/**
 * Draws what is in an element, unless that shows it already: whatever is written anew is laid out anew.
 * @template {Element} Node
 * @param {unknown} node - a selection is never without
 * @param {unknown} shows
 * @param {(node: Node) => void} draw
 */
export function unless(node, shows, draw) {
  const own = /** @type {Node} */ (node);
  const now = JSON.stringify(shows);
  if (shown.get(own) === now) return;
  shown.set(own, now);
  draw(own);
}
