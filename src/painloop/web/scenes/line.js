// A line through two columns, or the area under it.
import { carrier, columnOf, endsOf } from "./gaps.js";

/** @import { Column, Scope } from "../types.js" */

/** @typedef {[x: number, y: number][]} Run */

/**
 * What draws a line through two columns, each "column|low high|from to", or the area from the line down to a floor.
 * @type {(node: SVGElement, line: string, over: string, floor: string | undefined) => (scope: Scope) => void}
 */
export function lineThrough(node, line, over, floor) {
  return (scope) => {
    const [xs, ys] = [line, over].map((said) => along(said, scope));
    const d = runs(xs, ys)
      .map((run) => `M${run.map(([x, y]) => `${x} ${y}`).join("L")}${floor ? down(run, floor) : ""}`)
      .join("");
    if (d !== node.getAttribute("d")) node.setAttribute("d", d);
  };
}

/** @type {(said: string, scope: Scope) => number[]} */
function along(said, scope) {
  const [name, range, onto] = said.split("|");
  return Array.from(/** @type {Column} */ (columnOf(name, scope)), carrier(endsOf(range, onto), scope));
}

/**
 * The stretches of a line between its gaps, where a column has no number.
 * @type {(xs: number[], ys: number[]) => Run[]}
 */
function runs(xs, ys) {
  /** @type {Run[]} */
  const found = [[]];
  xs.forEach((x, i) => {
    if (Number.isNaN(x + ys[i])) found.push([]);
    else found[found.length - 1].push([x, ys[i]]);
  });
  return found.filter(({ length }) => length > 1);
}

/** @type {(run: Run, floor: string) => string} */
const down = (run, floor) => `L${run[run.length - 1][0]} ${floor}L${run[0][0]} ${floor}Z`;
