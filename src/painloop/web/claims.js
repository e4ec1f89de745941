// The claims of a listed source, one under the other.
import { h } from "./dom.js";
import { isChosen } from "./sources/listed.js";

/**
 * Fills an empty list once; from then on it only shows what is chosen, and opens all or closes all when that is
 * asked.
 */
export function listClaims(list, { spec: { source }, state }, linked) {
  if (source.kind !== "listed") return;
  if (!list.firstChild) list.append(...build(source, linked));
  const [items, nothing] = list.children;
  source.rows.forEach((row, i) => (items.children[i].hidden = !isChosen(source, row, state)));
  nothing.hidden = source.rows.some((row) => isChosen(source, row, state));
  items.hidden = !nothing.hidden;
  if (list.dataset.opened === String(state.opened)) return; // what a reader opened by hand stays open
  list.dataset.opened = state.opened;
  list.querySelectorAll("details").forEach((each) => (each.open = state.opened));
}

const build = ({ rows, cited }, linked) => [
  h(
    "ol",
    { class: "explorer-claims", role: "list", "aria-label": "Claims" },
    ...rows.map((row) => item(row, cited, linked)),
  ),
  h("p", {}, "Nothing in the table is under this topic and has this verdict."),
];

/** A claim; a part that is empty is left out. */
function item({ number, verdict, claim, finding, better, sources, note }, cited, linked) {
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

const part = (name, ...content) => (content[0] ? h("p", {}, h("strong", {}, `${name}:`), " ", ...content) : null);
