// What the chapter says to try, and states to find: each ticks itself when it is reached. Nothing of it is stored.

import { h } from "../dom.js";
import { holds } from "../words/words.js";

/** @import { Measured, Spec, Step } from "../types.js" */

const [HEADING, FURTHER] = ["Try it", "Challenges"];

/** @typedef {{ name: string, when: Step["when"], done: boolean, element: HTMLElement }} Item */

/**
 * Both lists as an element, folded, and what ticks those that a state reaches; null where there is nothing to try.
 * @param {Spec} spec
 */
export function stepsOf(spec) {
  if (!spec.steps.length) return null;
  const [steps, challenges] = [itemsOf("Step", spec.steps), itemsOf("Challenge", spec.challenges)];
  const summary = h("summary");
  const said = h("p", { class: "explorer-hidden", role: "status" }); // outside the fold, so that it is heard
  const head = () => {
    const further = challenges.length ? `, ${FURTHER.toLowerCase()}: ${count(challenges)}` : "";
    summary.textContent = `${HEADING}: ${count(steps)}${further}`;
  };
  /** @param {Measured} state */
  function tick(state) {
    const reached = [...steps, ...challenges].filter(({ done, when }) => !done && holds(when, state));
    if (!reached.length) return; // what was said stays, and is not said again
    reached.forEach(finish);
    head();
    said.textContent = reached.map(({ name }) => `${name} is done.`).join(" ");
  }
  head();
  /** @type {(items: Item[]) => HTMLElement[]} */
  const elements = (items) => items.map(({ element }) => element);
  const fold = h("details", { class: "explorer-steps" }, summary, ...lists(elements(steps), elements(challenges)));
  return { root: h("div", {}, fold, said), tick };
}

/**
 * The same, where no script ticks them.
 * @param {Spec} spec
 */
export function plainSteps({ steps, challenges }) {
  if (!steps.length) return null;
  /** @type {(all: Step[]) => HTMLElement[]} */
  const elements = (all) => all.map(({ text }) => h("li", {}, text));
  return h("div", { class: "explorer-steps" }, h("p", {}, HEADING), ...lists(elements(steps), elements(challenges)));
}

/** @type {(steps: HTMLElement[], challenges: HTMLElement[]) => HTMLElement[]} */
const lists = (steps, challenges) => [
  h("ol", { role: "list" }, ...steps),
  ...(challenges.length ? [h("p", {}, FURTHER), h("ul", { role: "list" }, ...challenges)] : []),
];

/** @type {(kind: string, all: Step[]) => Item[]} */
const itemsOf = (kind, all) =>
  all.map(({ text, when }, i) => ({
    name: `${kind} ${i + 1} of ${all.length}`,
    when,
    done: false,
    element: h("li", {}, text),
  }));

/** @param {Item[]} items */
const count = (items) => `${items.filter(({ done }) => done).length} of ${items.length}`;

/** @param {Item} item */
function finish(item) {
  item.done = true;
  item.element.classList.add("explorer-steps__done");
  item.element.prepend(h("span", { class: "explorer-hidden" }, "Done: ")); // for those who do not see the tick
}
