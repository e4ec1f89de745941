// The charts on show as one picture that stands alone: with its title, its settings, and what it is not.
import { wrapped } from "../words/words.js";

/**
 * An element whose attributes may be given as numbers, which the browser writes out.
 * @typedef {SVGElement & { setAttribute(name: string, value: string | number): void }} Shape
 */

/** @typedef {Record<string, string | number>} ShapeAttributes */

const SVG = "http://www.w3.org/2000/svg";
const PADDING = 16;
const LINE = 17;
const STYLES = [
  "fill",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-opacity",
  "stroke-linejoin",
  "paint-order",
  "opacity",
  "fill-opacity",
  "font-size",
  "font-weight",
  "font-family",
  "text-anchor",
  "display",
];

/**
 * The text of an SVG file.
 * @param {SVGSVGElement[]} charts
 * @param {{ title: string, lines: string[] }} words - above the charts and below them
 */
export function picture(charts, { title, lines }) {
  const width = Math.max(480, ...charts.map((chart) => Number(chart.getAttribute("width")))) + 2 * PADDING;
  const root = element("svg", { xmlns: SVG, width });
  const paper = getComputedStyle(/** @type {HTMLElement} */ (charts[0].closest(".explorer"))).backgroundColor;
  const ink = getComputedStyle(charts[0]).color;
  let y = PADDING + LINE;
  /** @type {(text: string, attributes?: ShapeAttributes) => void} */
  const write = (text, attributes = {}) => {
    for (const line of wrapped(text, Math.floor(width / 6.6))) {
      const node = element("text", {
        x: PADDING,
        y,
        fill: ink,
        "font-family": "sans-serif",
        "font-size": 13,
        ...attributes,
      });
      node.textContent = line;
      root.append(node);
      y += LINE;
    }
  };
  write(title, { "font-weight": 650, "font-size": 15 });
  for (const chart of charts) {
    const copy = styled(chart);
    copy.setAttribute("x", PADDING);
    copy.setAttribute("y", y);
    root.append(copy);
    y += Number(chart.getAttribute("height")) + 8;
  }
  y += LINE;
  lines.forEach((line) => write(line));
  const height = y + PADDING;
  root.setAttribute("height", height);
  root.setAttribute("viewBox", `0 0 ${width} ${height}`);
  root.prepend(element("rect", { width, height, fill: paper }));
  return new XMLSerializer().serializeToString(root);
}

/** @type {(tag: string, attributes: ShapeAttributes) => Shape} */
function element(tag, attributes) {
  const node = /** @type {Shape} */ (document.createElementNS(SVG, tag));
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

/**
 * A copy that carries what the page's style sheet says of it.
 * @param {SVGSVGElement} chart
 */
function styled(chart) {
  const copy = /** @type {Shape} */ (chart.cloneNode(true));
  const own = [chart, ...chart.querySelectorAll("*")];
  [copy, ...copy.querySelectorAll("*")].forEach((node, i) => {
    const style = getComputedStyle(own[i]);
    STYLES.forEach((name) => node.removeAttribute(name)); // of a scene, which names the page's colours
    node.setAttribute("style", STYLES.map((name) => `${name}:${style.getPropertyValue(name)}`).join(";"));
  });
  return copy;
}
