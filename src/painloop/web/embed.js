// page.html?embed=NAME shows that explorer alone, with the page's safety box, for an iframe in a course.
import { h } from "./dom.js";

/** Does what the address asks, if it asks for an embedded explorer. */
export function embed() {
  const name = new URLSearchParams(location.search).get("embed");
  if (name === null) return;
  const figure = [...document.querySelectorAll("figure.explorer")].find((each) => each.dataset.explorer === name);
  if (!figure) {
    const note = h("p", { class: "explorer-note", role: "alert" }, `This page has no explorer “${name}”; the whole page is shown.`);
    (document.querySelector("main article") ?? document.body).prepend(note);
    return;
  }
  const title = h("h1", { class: "explorer-hidden" }, document.title); // heard, not seen: the figure shows its own
  const alone = h("main", { class: "explorer-alone" }, title, figure, ...document.querySelectorAll(".safety-box"));
  document.body.append(alone);
  document.documentElement.classList.add("explorer-embedded");
  if (parent !== window) new ResizeObserver(() => parent.postMessage({ height: alone.scrollHeight }, "*")).observe(alone);
}
