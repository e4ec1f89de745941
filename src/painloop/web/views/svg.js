// What every view begins with: an SVG whose layers are there from the start.
import { select } from "d3-selection";
import { tell } from "../state.js";

/** An SVG with empty layers and its title; later updates only change attributes. */
export function createSvg(view, names) {
  const svg = select(document.createElementNS("http://www.w3.org/2000/svg", "svg"))
    .attr("role", "img")
    .attr("class", "chart")
    .attr("translate", "no"); // a translator's <font> within SVG is not drawn
  const layer = (name) => [name, svg.append("g").attr("class", `chart__${name}`).attr("aria-hidden", "true")];
  const layers = Object.fromEntries(names.map(layer));
  layers.title
    .append("text")
    .attr("y", 14)
    .text(view.unit ? `${view.title} (${view.unit})` : view.title);
  return { svg, layers };
}

/** Gives an SVG its size and its finding as its name. */
export function frame(svg, view, { measures, width }, height = view.height) {
  svg.attr("viewBox", `0 0 ${width} ${height}`).attr("width", width).attr("height", height);
  svg.classed("chart--narrow", width < 520).attr("aria-label", tell(view.finding, measures));
}
