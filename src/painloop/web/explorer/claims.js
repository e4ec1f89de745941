// The claims that are chosen, one under the other, where the source has any.
import { h } from "../dom.js";
import { sourceOf } from "../sources/sources.js";

/** @import { Claim, Claims, Moment, Value } from "../types.js" */

/** @typedef {HTMLElement & { children: HTMLCollectionOf<HTMLElement> }} Parent - an element of elements */

/**
 * Fills an empty list; a full one only shows what is chosen, and opens or closes all when the switch for it moves.
 * @param {HTMLElement} list
 * @param {Pick<Moment, "spec" | "state">} moment
 * @param {boolean} linked - whether there is a reference list beside the page
 */
export function listClaims(list, { spec, state }, linked) {
  const chosen = sourceOf(spec).chosen?.(spec.source, state);
  if (!chosen) return;
  if (!list.firstChild) list.append(...build(/** @type {Claims} */ (spec.source), linked));
  const [items, nothing] = /** @type {HTMLCollectionOf<Parent>} */ (list.children);
  /** @type {Claims} */ (spec.source).rows.forEach((row, i) => (items.children[i].hidden = !chosen.includes(row)));
  nothing.hidden = chosen.length > 0;
  items.hidden = !nothing.hidden;
  if (list.dataset.opened === String(state.opened)) return; // what a reader opened by hand stays open
  list.dataset.opened = /** @type {string} */ (state.opened);
  list.querySelectorAll("details").forEach((/** @type {{ open: Value }} */ each) => (each.open = state.opened));
}

/** @type {(source: Claims, linked: boolean) => HTMLElement[]} */
const build = ({ rows, cited }, linked) => [
  h(
    "ol",
    { class: "explorer-claims", role: "list", "aria-label": "Claims" },
    ...rows.map((row) => item(row, cited, linked)),
  ),
  h("p", {}, "Nothing in the table is under this topic and has this verdict."),
];

/**
 * A claim; a part that is empty is left out.
 * @type {(claim: Claim, cited: Claims["cited"], linked: boolean) => HTMLElement}
 */
function item({ number, verdict, claim, finding, better, sources, note }, cited, linked) {
  /** @param {string} id */
  const link = (id) => (linked ? h("a", { href: `references.html#${id}` }, cited[id]) : cited[id]);
  return h(
    "li",
    { "data-claim": number, style: `--own: var(--stroke-${verdict})` },
    h(
      "details",
      {},
      h("summary", {}, `${number} `, h("span", { class: "claim-verdict" }, verdict), ` ${claim}`),
      part("What the sources say", finding),
      part("More carefully put", better),
      part("Sources", ...sources.flatMap((id, i) => (i ? [", ", link(id)] : [link(id)]))),
      part("Note", note),
    ),
  );
}

/** @type {(name: string, ...content: (string | HTMLElement)[]) => HTMLElement | null} */
const part = (name, ...content) => (content[0] ? h("p", {}, h("strong", {}, `${name}:`), " ", ...content) : null);
