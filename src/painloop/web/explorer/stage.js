// The stage: the scene, the charts, play and the short answer. Where there is room for one picture, tabs choose it.

import { h } from "../dom.js";
import { answerOf } from "./answer.js";

/** @import { Chart, Spec, View } from "../types.js" */

const TALL = new Set(["forest", "rows"]); // kinds of view whose rows need more of a phone's window

/** @typedef {{ key: string, tab: string, chart: Chart, box: HTMLDivElement }} Picture */

/**
 * The scene, if there is one, and the charts, each in a box of its own.
 * @type {(scene: Chart | null, views: View[], charts: Chart[]) => Picture[]}
 */
export function picturesOf(scene, views, charts) {
  /** @type {(key: string, tab: string, chart: Chart, look: string, kind?: string) => Picture} */
  const picture = (key, tab, chart, look, kind = "") => ({
    key,
    tab,
    chart,
    box: h("div", { class: `explorer-box ${look}`, "data-picture": key, "data-tall": TALL.has(kind) }, chart.node),
  });
  /** @param {View} view */
  const look = ({ beside }) => (beside ? "explorer-chart explorer-chart--beside" : "explorer-chart");
  return [
    ...(scene ? [picture("scene", "Picture", scene, "explorer-scene")] : []),
    ...views.map((view, i) => picture(view.key, view.tab, charts[i], look(view), view.kind)),
  ];
}

/**
 * The stage as an element, the parts of it that change, and what is to be done when its room has changed.
 * @param {Spec} spec
 * @param {Picture[]} pictures
 * @param {HTMLElement[]} buttons
 */
export function stage({ title }, pictures, buttons) {
  const charts = h("div", { class: "explorer-charts" }, ...pictures.map(({ box }) => box));
  const answer = answerOf();
  const { root: row, mark, seek } = tabs(`Pictures. ${title}`, pictures);
  const root = h(
    "div",
    { class: "explorer-stage", "data-layout": layoutOf(pictures) },
    row,
    charts,
    h("div", { class: "explorer-actions explorer-actions--play" }, ...buttons),
    ...answer.nodes,
  );
  return { root, charts, answer, mark, seek };
}

/**
 * How the pictures stand where there is room for more than one: pair (one beside the scene), column, or many, of which
 * one stands below the scene.
 * @param {Picture[]} pictures
 */
function layoutOf(pictures) {
  if (pictures.length > 3) return "many";
  return pictures.some(({ box }) => box.classList.contains("explorer-chart--beside")) ? "pair" : "column";
}

/**
 * Buttons that choose a picture. A scene that is chosen leaves the chart that was; where the scene always shows, the
 * button of that chart is the one that is pressed.
 * @param {string} name
 * @param {Picture[]} pictures
 */
function tabs(name, pictures) {
  const first = pictures[0].key;
  let chosen = first;
  let chart = pictures.length > 1 && first === "scene" ? pictures[1].key : first;
  const buttons = pictures.map(({ key, tab }) =>
    h("button", { type: "button", class: "explorer-tab", "data-picture": key, click: () => choose(key) }, tab),
  );
  /** @param {string} key */
  function choose(key) {
    chosen = key;
    if (key !== "scene") chart = key;
    mark();
  }
  /** @param {string[]} keys - of pictures one of which is to be seen */
  function seek(keys) {
    if (!keys.includes(seen())) choose(keys[0]);
  }
  /** The picture that the tabs show: a scene that always shows has none. */
  function seen() {
    const always = buttons[0].isConnected && getComputedStyle(buttons[0]).display === "none";
    return always && first === "scene" ? chart : chosen;
  }
  function mark() {
    pictures.forEach(({ key, box }, i) => {
      box.classList.toggle("explorer-chosen", key === chosen);
      box.classList.toggle("explorer-chosen-chart", key === chart);
      buttons[i].setAttribute("aria-pressed", String(key === seen()));
    });
  }
  mark();
  const hidden = pictures.length < 2;
  const root = h("div", { class: "explorer-tabs", role: "group", "aria-label": name, hidden }, ...buttons);
  return { root, mark, seek };
}

/**
 * Says how much of the window a stage covers that stays above the controls, so that none is hidden under it.
 * @type {(figure: HTMLElement, root: HTMLElement) => void}
 */
export function makeRoom(figure, root) {
  const { position, gridColumnStart } = getComputedStyle(root);
  const above = position === "sticky" && gridColumnStart === "auto";
  figure.style.setProperty("--cover", above ? `${root.offsetHeight}px` : "0px");
}

/**
 * Brings the stage into the window, where it can stay, when a control takes the focus or is let go of.
 * @type {(root: HTMLElement, panel: HTMLElement) => void}
 */
export function keepInView(root, panel) {
  /** @param {ScrollBehavior} behavior */
  const show = (behavior) => {
    const { top, bottom } = root.getBoundingClientRect();
    const cut = top < 0 || bottom > innerHeight;
    if (cut && getComputedStyle(root).position === "sticky") root.scrollIntoView({ block: "nearest", behavior });
  };
  panel.addEventListener("focusin", (event) => {
    if (/** @type {HTMLElement} */ (event.target).matches(":focus-visible")) show("instant");
  });
  // also at the end of a drag; once whatever is pressed has opened or closed, which moves the stage
  panel.addEventListener("click", () => requestAnimationFrame(() => show("smooth")));
}

const LOW = 560; // px of window below which nothing stays in view (stage.css)

/**
 * Lets the stage go while the keyboard of a phone leaves no room for both it and the box that is typed in.
 * @type {(figure: HTMLElement, signal: AbortSignal) => void}
 */
export function giveWayToTyping(figure, signal) {
  const seen = visualViewport;
  if (!seen) return;
  const look = () => {
    const typing = figure.contains(document.activeElement) && document.activeElement?.matches(".control__typed");
    figure.classList.toggle("explorer--typing", Boolean(typing) && seen.height < LOW);
    if (typing) document.activeElement?.scrollIntoView({ block: "nearest" });
  };
  seen.addEventListener("resize", look, { signal });
  for (const name of ["focusin", "focusout"]) figure.addEventListener(name, look, { signal });
}
