// What the marks of a forest mean, below it.
import { put } from "../put.js";
import { isWeighted } from "./rows.js";

/** @import { ForestRow, Layer } from "../../types.js" */

/** @typedef {string[]} KeyPart - a mark, its ink, and what it means */

export const LINE = 16; // px
const LETTER = 6.3; // px, of the smaller text below

/**
 * The marks on show, as lines that fit the width.
 * @param {ForestRow[]} rows
 * @param {number} width
 */
export function keyOf(rows, width) {
  const most = (width - 4) / LETTER;
  /** @type {KeyPart[][]} */
  const lines = [];
  /** @type {KeyPart[]} */
  let line = [];
  for (const part of partsOf(rows)) {
    const letters = [...line, part].reduce((sum, [, , text]) => sum + text.length + 4, -2);
    if (letters > most && line.length) {
      lines.push(line);
      line = [];
    }
    line.push(part);
  }
  return [...lines, line];
}

/** @type {(rows: ForestRow[]) => KeyPart[]} */
function partsOf(rows) {
  /** @param {string} kind */
  const has = (kind) => rows.some((row) => row.kind === kind);
  const weighted = rows.some(isWeighted);
  const [filled, hollow] = weighted ? ["■", "□"] : ["●", "○"];
  const judged = weighted || !has("left_out");
  return [
    ...(judged ? [[filled, "--stroke-significant", "significant (p < 0.05)"]] : []),
    ...(judged ? [[hollow, "--stroke-not_significant", "not significant"]] : []),
    ...(has("left_out") ? [["○", "--stroke-not_significant", "not in the pool"]] : []),
    ...(has("pool") ? [["◆", "--ink", "pooled"]] : []),
    ...(has("review") ? [["◇", "--ink", "as printed"]] : []),
  ];
}

/** @type {(layer: Layer, lines: KeyPart[][], height: number) => void} */
export function drawKey(layer, lines, height) {
  /** @type {(line: KeyPart[]) => string[][]} */
  const pieces = (line) =>
    line.flatMap(([mark, ink, text], i) => [
      [`${i ? "\u2003" : ""}${mark} `, ink],
      [text, "--ink-soft"],
    ]);
  const texts = put(layer, "text", lines, { x: 4, y: (_, i) => height - 8 - LINE * (lines.length - 1 - i) });
  put(texts, "tspan", pieces, {
    style: ([, ink]) => `font-size: 12px; fill: var(${ink})`,
    text: ([text]) => text,
  });
}
