// page.html?embed=NAME shows that explorer alone, with the page's safety box, for an iframe in a course.
import { h } from "./dom.js";

/** Does what the address asks, if it asks for an embedded explorer. */
export function embed() {
  const name = new URLSearchParams(location.search).get("embed");
  if (name === null) return;
  const figure = [...document.querySelectorAll("figure.explorer")].find(
    (each) => each.getAttribute("data-explorer") === name,
  );
  if (figure) standAlone(figure);
  else sayUnknown(name);
}

function sayUnknown(name) {
  const note = h(
    "p",
    { class: "explorer-note", role: "alert" },
    `This page has no explorer “${name}”; the whole page is shown.`,
  );
  (document.querySelector("main article") ?? document.body).prepend(note);
}

function standAlone(figure) {
  const title = h("h1", { class: "explorer-hidden" }, document.title); // heard, not seen: the figure shows its own
  const safety = document.querySelectorAll(".safety-box");
  const alone = h("main", { class: "explorer-alone" }, title, figure, ...safety);
  // whole, in a frame
  for (const fold of alone.querySelectorAll("details.safety-box, .safety-box details")) fold.open = true;
  document.body.append(alone);
  document.documentElement.classList.add("explorer-embedded");
  if (parent !== window) tellHeight(alone);
}

/** Tells the page around the frame how tall the explorer is, whenever that changes, and nothing else. */
function tellHeight(alone) {
  let told = 0;
  const tell = () => {
    const height = Math.ceil(alone.getBoundingClientRect().height); // its own, not the frame's: nothing to run after
    if (height !== told) parent.postMessage({ height }, "*");
    told = height;
  };
  new ResizeObserver(tell).observe(alone);
}
