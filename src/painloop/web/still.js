// The still face of an explorer: its own charts, words, lists and numbers in the state in which it begins, as HTML. It
// stands in the page until the script runs, where no script runs, and on paper. Node draws it while the book is built.

import { listClaims } from "./claims.js";
import { beginIds, h } from "./dom.js";
import { models } from "./generated/models.js";
import { listReviews } from "./reviews.js";
import { few, sceneOf, tell } from "./state.js";
import { columns, fillTable, folded } from "./table.js";
import { chartsOf } from "./views.js";

const WIDTH = 640; // px; a figure of the book is about as wide

/** What stands within the fallback, above its caution. */
export function still(spec, state) {
  beginIds(`still-${spec.name}`);
  const scene = sceneOf(spec, models, state);
  const charts = chartsOf(spec.views);
  charts.forEach((each) => each.update({ ...scene, width: WIDTH }));
  const [list, table] = [h("div"), h("table")];
  listReviews(list, spec.source, true);
  listClaims(list, scene, true);
  fillTable(table, columns(spec, spec.views, state, few(spec, models, state, scene.curves)));
  const parts = [
    h("div", { class: "explorer-charts" }, ...charts.map(({ node }, i) => chart(spec.views[i], node))),
    h("p", {}, tell(spec.summary, scene.measures)),
    ...list.childNodes,
    folded(table),
  ];
  return parts
    .map((part) => part.outerHTML)
    .join("\n")
    .replace(ATTRIBUTE, (text) => text.replace(NUMBER, rounded));
}

/** A chart that can be moved sideways where it is wider than the page, so that its words stay large enough to read. */
const chart = ({ title }, node) =>
  h("div", { class: "explorer-chart", tabindex: "0", role: "group", "aria-label": title }, node);

// The places of marks and the full numbers of cells may differ in their last digits from machine to machine.
const ATTRIBUTE = /="[^"]*"/g;
const NUMBER = /-?\d+\.\d+(?:e[+-]?\d+)?/g;
const DIGITS = 9; // what has no more, as every number of a sentence, stays as it is written
const rounded = (text) =>
  text.replace(/\D/g, "").length > DIGITS ? String(Number(Number(text).toPrecision(DIGITS))) : text;
