// The diamond of a pooled estimate.

/** @import { PlacedRow, Scale } from "../../types.js" */

const TIP = 9; // px, of the arrow where an interval leaves the picture

/**
 * From end to end of an interval; an end outside of the picture is cut off there, behind an arrow.
 * @param {Scale} x
 * @param {PlacedRow} row
 * @param {number} half - its height, in px
 */
export function diamond(x, { value, low, high, at }, half) {
  const middle = x(value);
  /** @type {(end: number, edge: number, way: 1 | -1) => string[]} */
  const side = (end, edge, way) => {
    if ((x(end) - edge) * way <= 0) return [`${x(end)},${at}`];
    const cut = edge - way * TIP;
    const tall = (half * (x(end) - cut)) / (x(end) - middle);
    const points = [
      [cut, -tall],
      [cut, -half],
      [edge, 0],
      [cut, half],
      [cut, tall],
    ];
    return points.map(([along, up]) => `${along.toFixed(1)},${(at + way * up).toFixed(1)}`);
  };
  const [first, last] = x.range();
  const outline = [...side(low, first, -1), `${middle},${at - half}`, ...side(high, last, 1), `${middle},${at + half}`];
  return `M${outline.join("L")}Z`;
}
