// What stands in words under a forest of trials.
import { h } from "./dom.js";

/** Fills the list once; `linked` where there is a reference list beside the page. */
export function listReviews(list, { lists = [] }, linked) {
  const item = ({ name, source, words }) =>
    h(
      "li",
      {},
      linked ? h("a", { href: `references.html#${source.replaceAll("_", "-")}` }, name) : h("span", {}, name),
      ...words.map((part) => h("span", {}, part)),
    );
  list.append(
    ...lists.map(({ heading, entries }) =>
      h(
        "details",
        { class: "explorer-listed" },
        h("summary", {}, heading),
        h("ul", { role: "list" }, ...entries.map(item)),
      ),
    ),
  );
}
