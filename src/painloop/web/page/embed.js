// page.html?embed=NAME shows that explorer alone, with the page's safety box, for an iframe in a course.
import { h } from "../dom.js";

/**
 * The explorers that the page is to show: all, or the one that the address asks for, which then stands alone.
 * @returns {HTMLElement[]}
 */
export function shownExplorers() {
  /** @type {HTMLElement[]} */
  const figures = [...document.querySelectorAll("figure.explorer")].filter((each) => each instanceof HTMLElement);
  const name = new URLSearchParams(location.search).get("embed");
  if (name === null) return figures;
  const asked = figures.find((each) => each.dataset.explorer === name);
  if (asked) standAlone(asked);
  else sayUnknown(name);
  return asked ? [asked] : figures;
}

/** @param {string} name */
function sayUnknown(name) {
  const note = h(
    "p",
    { class: "explorer-note", role: "alert" },
    `This page has no explorer “${name}”; the whole page is shown.`,
  );
  (document.querySelector("main article") ?? document.body).prepend(note);
}

/** @param {Element} figure */
function standAlone(figure) {
  const title = h("h1", { class: "explorer-hidden" }, document.title); // heard, not seen: the figure shows its own
  const safety = document.querySelectorAll(".safety-box");
  const alone = h("main", { class: "explorer-alone" }, title, figure, ...safety);
  // in a frame, nothing of the safety box is folded away
  for (const fold of /** @type {NodeListOf<HTMLDetailsElement>} */ (
    alone.querySelectorAll("details.safety-box, .safety-box details")
  ))
    fold.open = true;
  document.body.append(alone);
  document.documentElement.classList.add("explorer-embedded");
  if (parent === window) return;
  document.documentElement.classList.add("explorer-framed");
  tellHeight(alone);
}

/**
 * Tells the page around the frame how tall the explorer is, whenever that changes, and nothing else.
 * @param {HTMLElement} alone
 */
function tellHeight(alone) {
  let last = 0;
  const tell = () => {
    const height = Math.ceil(alone.getBoundingClientRect().height); // its own, which does not follow the frame's
    if (height !== last) parent.postMessage({ height }, "*");
    last = height;
  };
  new ResizeObserver(tell).observe(alone);
}
