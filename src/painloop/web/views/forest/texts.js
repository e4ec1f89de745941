// The texts among the rows of a forest: names, what has no number, and the ends that leave the picture.
import { format } from "d3-format";
import { put } from "../put.js";
import { LETTER, lettering } from "./lettering.js";
import { isUsable } from "./rows.js";

/** @import { ForestPlot, Layer, PlacedRow, Scale } from "../../types.js" */

/** @typedef {{ text: string, x: number, y: number, soft?: boolean, end?: boolean, full?: string }} RowText */
/**
 * above: names stand above their rows.
 * @typedef {{ pitch: number, above: boolean, width: number, left: number }} Room
 */

const NAME = 13; // px of height

/**
 * Draws them; a name that is shortened has its whole form as a title.
 * @param {Layer} layer
 * @param {ForestPlot} view
 * @param {PlacedRow[]} rows
 * @param {Scale} x
 * @param {Room} room
 */
export function drawTexts(layer, view, rows, x, room) {
  put(layer, "text", [...namesOf(rows, room), ...unusable(rows, room), ...endsOf(rows, view, x)], {
    x: (each) => each.x,
    y: ({ y }) => y,
    style: ({ soft, end }) => lettering(end ? "end" : "start", soft ? "--ink-soft" : "--ink"),
    text: ({ text }) => text,
  })
    .filter(({ full, text }) => /** @type {boolean} */ (full && full !== text))
    .append("title")
    .text(({ full }) => /** @type {string} */ (full));
}

/**
 * Names at the left as far as they fit, else every so many; above their rows all of them.
 * @param {PlacedRow[]} rows
 * @param {Room} room
 * @returns {RowText[]}
 */
function namesOf(rows, { pitch, above, width, left }) {
  const every = above ? 1 : ([1, 2, 5, 10, 20, 50].find((count) => count * pitch >= NAME) ?? 100);
  const lettersThatFit = Math.floor((width - 16) / LETTER);
  return rows
    .filter((row, i) => row.name && (i + 1) % every === 0)
    .map((row) => ({
      text: shortened(row.name, lettersThatFit),
      full: row.name,
      soft: row.kind === "left_out" || !isUsable(row),
      ...(above ? { x: 4, y: row.at - 12 - row.lift } : { x: left - 8, y: row.at + 4, end: true }),
    }));
}

/** @type {(name: string, most: number) => string} */
const shortened = (name, most) =>
  name.length <= most ? name : `${name.slice(0, most - 1).replace(/[\s,]+\S*$/, "")}…`;

/** @type {(rows: PlacedRow[], room: Room) => RowText[]} */
const unusable = (rows, { left }) =>
  rows
    .filter((row) => !isUsable(row))
    .map(({ at }) => ({ text: "no usable number", x: left + 4, y: at + 4, soft: true }));

/**
 * Where a pooled interval ends that leaves the picture: its number, above the arrow.
 * @param {PlacedRow[]} rows
 * @param {ForestPlot} view
 * @param {Scale} x
 * @returns {RowText[]}
 */
function endsOf(rows, view, x) {
  const [[first, last], [left, right]] = [x.domain(), x.range()];
  const print = format(view.format);
  return rows.flatMap(({ low, high, at }) => [
    ...(low < first ? [{ text: print(low), x: left, y: at - 10 }] : []),
    ...(high > last ? [{ text: print(high), x: right, y: at - 10, end: true }] : []),
  ]);
}
