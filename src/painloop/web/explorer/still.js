// The still face of an explorer: its own charts, words, lists and numbers in the state in which it begins, as HTML. It
// stands in the page until the script runs, where no script runs, and on paper. Node draws it while the book is built.

import { beginIds, h } from "../dom.js";
import { models } from "../generated/models.js";
import { createScene } from "../scenes/scene.js";
import { few, momentOf } from "../state/state.js";
import { chartsOf } from "../views/views.js";
import { tell } from "../words/words.js";
import { listClaims } from "./claims.js";
import { listReviews } from "./reviews.js";
import { plainSteps } from "./steps.js";
import { columns, fillTable, folded } from "./table.js";

/** @import { Spec, State, View } from "../types.js" */

const WIDTH = 640; // px; a figure of the book is about as wide

/**
 * What stands within the fallback, above its caution.
 * @type {(spec: Spec, state: State) => string}
 */
export function still(spec, state) {
  beginIds(`still-${spec.name}`);
  const moment = momentOf(spec, models, state);
  const scene = createScene(spec);
  const charts = chartsOf(spec.views);
  for (const each of [scene, ...charts]) each?.update({ ...moment, width: WIDTH });
  const [list, table] = [h("div"), h("table")];
  listReviews(list, spec.source, true);
  listClaims(list, moment, true);
  fillTable(table, columns(spec, spec.views, state, few(spec, models, state, moment.curves)));
  const parts = [
    h(
      "div",
      { class: "explorer-charts" },
      scene && h("div", { class: "explorer-scene" }, scene.node),
      ...charts.map(({ node }, i) => chart(spec.views[i], node)),
    ),
    spec.scene && h("p", { class: "explorer-key" }, spec.scene.caption),
    h("p", {}, tell(spec.summary, moment.measures)),
    state.compact ? null : plainSteps(spec),
    .../** @type {NodeListOf<HTMLElement>} */ (list.childNodes),
    folded(table),
  ];
  return parts
    .filter((part) => part !== null)
    .map((part) => part.outerHTML)
    .join("\n")
    .replace(ATTRIBUTE, (text) => text.replace(NUMBER, rounded));
}

/**
 * A chart that can be moved sideways where it is wider than the page, so that its words stay large enough to read.
 * @type {(view: View, node: SVGSVGElement) => HTMLElement}
 */
const chart = ({ title }, node) =>
  h("div", { class: "explorer-chart", tabindex: "0", role: "group", "aria-label": title }, node);

// The places of marks and the full numbers of cells may differ in their last digits from machine to machine.
const ATTRIBUTE = /="[^"]*"/g;
const NUMBER = /-?\d+\.\d+(?:e[+-]?\d+)?/g;
const DIGITS = 9; // what has no more, as every number of a sentence, stays as it is written
/** @param {string} text */
const rounded = (text) =>
  text.replace(/\D/g, "").length > DIGITS ? String(Number(Number(text).toPrecision(DIGITS))) : text;
