// What stands in words under a forest of trials.
import { h } from "../dom.js";

/** @import { AnySource, FoldedList } from "../types.js" */

/**
 * Fills the list once.
 * @param {HTMLElement} list
 * @param {AnySource & { lists?: FoldedList[] }} source
 * @param {boolean} linked - whether there is a reference list beside the page
 */
export function listReviews(list, { lists = [] }, linked) {
  /** @param {FoldedList["entries"][number]} entry */
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
