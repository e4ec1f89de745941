// The axis of a forest, and the verticals: no difference and the truth, each with its name.
import { axisBottom } from "d3-axis";
import { put } from "../put.js";
import { unless } from "../svg.js";
import { LETTER } from "./lettering.js";

/** @import { ScaleLinear } from "d3-scale" */
/** @import { Box, Layer, Layers, Scale } from "../../types.js" */

const TRUTH = "stroke: var(--stroke-truth); stroke-dasharray: var(--dash-truth); stroke-width: 2";
const SIDES = LETTER * "← favours drug  favours placebo →".length; // px of axis, for both in one line

/**
 * A text beside the axis; its ink is a variable of the style sheet.
 * @typedef {{ text: string, x: number, y?: number, anchor: string, ink?: string }} AxisText
 */

/**
 * Draws them, and which side favours what.
 * @param {Layers} layers
 * @param {ScaleLinear<number, number>} x
 * @param {Box} box
 * @param {number} truth
 * @param {number} width
 */
export function drawAxis(layers, x, box, truth, width) {
  const count = Math.min(9, Math.floor((box.right - box.left) / 62));
  unless(layers.x.node(), [x.domain(), x.range(), box.bottom], () =>
    layers.x.attr("transform", `translate(0,${box.bottom})`).call(axisBottom(x).ticks(count).tickSizeOuter(0)),
  );
  drawVerticals(layers.grid, x, x.ticks(count), box.top, box.bottom);
  drawVerticals(layers.threshold, x, [0], box.top - 6, box.bottom);
  drawVerticals(layers.truth, x, Number.isFinite(truth) ? [truth] : [], box.top - 6, box.bottom, TRUTH);
  drawTexts(layers.mark, textsOf(x, box, truth, width), box);
}

/** @type {(layer: Layer, x: Scale, values: number[], top: number, bottom: number, style?: string) => void} */
const drawVerticals = (layer, x, values, top, bottom, style) =>
  put(layer, "line", values, { x1: x, x2: x, y1: top, y2: bottom, style });

/**
 * The name of each vertical stands on the side away from the other.
 * @type {(x: Scale, box: Box, truth: number, width: number) => AxisText[]}
 */
function textsOf(x, box, truth, width) {
  const side = truth > 0 ? -1 : 1;
  const noDifference = truth === 0 ? "truth: no difference" : "no difference";
  const apart = Number.isFinite(truth) && truth !== 0;
  const [drug, placebo] = box.right - box.left < SIDES ? ["drug", "placebo"] : ["favours drug", "favours placebo"];
  return [
    beside(noDifference, x(0), side, width),
    ...(apart ? [{ ...beside("truth", x(truth), -side, width), ink: "--stroke-truth" }] : []),
    { text: `← ${drug}`, x: box.left, anchor: "start", y: box.bottom + 36 },
    { text: `${placebo} →`, x: box.right, anchor: "end", y: box.bottom + 36 },
  ];
}

/**
 * A text beside a vertical: to the right for a side of 1, unless it would leave the picture there.
 * @type {(text: string, at: number, side: number, width: number) => AxisText}
 */
function beside(text, at, side, width) {
  const fits = side > 0 ? at + LETTER * text.length < width : at - LETTER * text.length > 0;
  const right = side > 0 === fits;
  return { text, x: at + (right ? 3 : -3), anchor: right ? "start" : "end" };
}

/** @type {(layer: Layer, texts: AxisText[], box: Box) => void} */
function drawTexts(layer, texts, box) {
  put(layer, "text", texts, {
    style: ({ anchor, ink = "--ink-soft" }) => `text-anchor: ${anchor}; fill: var(${ink})`,
    x: ({ x }) => x,
    y: ({ y = box.top - 10 }) => y,
    text: ({ text }) => text,
  });
}
