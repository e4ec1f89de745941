// The elements of an explorer, top to bottom.

import { predictionPrompt } from "../controls/prediction.js";
import { h, roomy } from "../dom.js";
import { keysOf } from "./keys.js";
import { stage } from "./stage.js";
import { stepsOf } from "./steps.js";
import { folded } from "./table.js";

/** @import { BuiltControl, Preset, Said, Spec, State } from "../types.js" */
/** @import { Picture } from "./stage.js" */

/**
 * What the buttons do.
 * @typedef {object} Act
 * @property {(values: State, event: Event) => void} change
 * @property {(values: State, event: Event, said: Said | null, then: () => void) => void} reveal - shows where a guess
 *   leads
 * @property {() => void} keep - keeps what is drawn, or lets go of it
 * @property {() => string} reply - what is said of a guess
 * @property {(event: Event) => void} reset
 * @property {() => void} copy
 * @property {() => void} download
 * @property {() => void} picture
 */

/**
 * What an explorer is built of.
 * @typedef {object} Pieces
 * @property {Picture[]} pictures - on show
 * @property {BuiltControl[]} controls
 * @property {{ buttons: HTMLElement[] } | null} play
 * @property {{ root: HTMLElement } | null} doubt
 * @property {{ button: HTMLElement } | null} sound
 * @property {number} level - of the heading under which the explorer stands
 * @property {boolean} compact - only a part, as on a landing page
 * @property {string[]} faults - what of a link could not be followed
 * @property {boolean} linkable - whether there is an address that restores the state
 * @property {Act} act
 */

/** @type {(name: string, text: string, act: (event: Event) => void) => HTMLElement} */
const button = (name, text, act) => h("button", { type: "button", class: `explorer-button ${name}`, click: act }, text);

/**
 * The elements that change.
 * @typedef {ReturnType<typeof elements>} Parts
 */

/**
 * Builds an explorer: the stage, beside or above its controls, and below them all that is read and saved.
 * @param {Spec} spec
 * @param {Pieces} pieces
 */
export function layout(spec, pieces) {
  const { pictures, play, compact, faults, level, act } = pieces;
  const parts = elements(pictures.filter(({ key }) => key !== "scene").length);
  const keep = keepButton(spec, act.keep);
  const { root: onStage, ...changing } = stage(spec, pictures, [...(play?.buttons ?? []), keep]);
  const steps = compact ? null : stepsOf(spec);
  const keys = keysOf();
  const panel = h(
    "div",
    { class: "explorer-panel" },
    heading(level, "Controls"),
    ...controlsOf(spec, pieces),
    pieces.doubt?.root,
    steps?.root,
  );
  const root = h(
    "div",
    { class: compact ? "explorer-live explorer-live--compact" : "explorer-live", keydown: keys.listen },
    note(faults),
    heading(level, "Pictures"),
    h("div", { class: "explorer-area" }, onStage, panel),
    foot(spec, parts, pieces, keys.button),
    keys.dialog,
  );
  return { ...parts, root, ...changing, stage: onStage, panel, keep, steps };
}

/**
 * A heading that is only heard, to jump to.
 * @type {(level: number, text: string) => HTMLElement}
 */
const heading = (level, text) => h("div", { class: "explorer-hidden", role: "heading", "aria-level": level + 1 }, text);

/** @type {(spec: Spec, keep: () => void) => HTMLElement} */
const keepButton = ({ views }, keep) =>
  h(
    "button",
    {
      type: "button",
      class: "explorer-button explorer-keep",
      "aria-pressed": "false",
      hidden: !views.some(({ kind }) => kind === "lines"),
      click: keep,
    },
    ...roomy("Keep this curve", "Keep"),
  );

/** @param {number} views */
const elements = (views) => ({
  keys: Array.from({ length: views }, () => h("p", { class: "explorer-key" })),
  summary: h("p", { class: "explorer-summary" }),
  readings: h("table", { class: "explorer-readings" }),
  table: h("table"),
  said: h("p", { class: "explorer-said", role: "status" }),
  settings: h("p", { class: "explorer-settings", translate: "no" }),
  list: h("div", { class: "explorer-list" }),
});

/** @type {(spec: Spec, pieces: Pieces) => (HTMLElement | null)[]} */
const controlsOf = (spec, { controls, compact, act }) => [
  !compact && spec.prediction ? predictionPrompt(spec.prediction, act.reveal, act.reply) : null,
  compact ? null : presets(spec, act.change),
  controlsBox(spec, controls, compact),
];

/** @type {(spec: Spec, parts: Parts, pieces: Pieces, keys: HTMLElement) => HTMLElement} */
function foot(spec, parts, { compact, linkable, level, sound, act }, keys) {
  const readable = !compact && spec.measures.some(({ column }) => !column);
  return h(
    "div",
    { class: "explorer-foot" },
    heading(level, "In words and numbers"),
    spec.scene ? h("p", { class: "explorer-key" }, spec.scene.caption) : null,
    ...parts.keys,
    parts.summary,
    parts.list,
    readable ? scrolling(`Numbers read off the curves. ${spec.title}`, parts.readings) : null,
    h(
      "div",
      { class: "explorer-actions" },
      button("explorer-reset", "Reset", act.reset),
      linkable ? button("explorer-copy-link", "Copy link", act.copy) : null,
      button("explorer-download", "Download CSV", act.download),
      button("explorer-picture", "Download picture", act.picture),
      sound?.button,
      keys,
    ),
    parts.said,
    folded(scrolling(`Data table. ${spec.title}`, parts.table)),
    parts.settings,
    h("p", { class: "explorer-caution" }, spec.caution),
  );
}

/** @type {(name: string, table: HTMLElement) => HTMLElement} */
const scrolling = (name, table) =>
  h("div", { class: "explorer-scroll", tabindex: "0", role: "region", "aria-label": name }, table);

/** @param {string[]} faults */
function note(faults) {
  if (!faults.length) return null;
  const said = "Part of this link could not be followed. Where a value cannot be read, the usual one is shown.";
  return h("p", { class: "explorer-note", role: "alert" }, [said, ...faults].join(" "));
}

/** @type {(spec: Spec, change: Act["change"]) => HTMLElement | null} */
function presets(spec, change) {
  if (!spec.presets.length) return null;
  /** @param {Preset} preset */
  const one = ({ id, label, values }) =>
    h(
      "button",
      {
        type: "button",
        class: "explorer-button explorer-preset",
        "data-preset": id,
        click: (event) => change(values, event),
      },
      label,
    );
  const row = h(
    "div",
    {
      class: "explorer-presets",
      role: "group",
      "aria-label": "Ready-made states",
      tabindex: "-1", // Firefox makes what scrolls a stop of its own; the buttons bring themselves into view
      focusin: ({ target }) =>
        /** @type {HTMLElement} */ (target).scrollIntoView({ block: "nearest", inline: "nearest" }),
    },
    ...spec.presets.map(one),
  );
  fadeEnds(row);
  return row;
}

/**
 * Fades a row out at an end behind which there is more.
 * @param {HTMLElement} row
 */
function fadeEnds(row) {
  const ends = { before: row.firstElementChild, behind: row.lastElementChild };
  /** @param {IntersectionObserverEntry[]} seen */
  const look = (seen) => {
    for (const { target, intersectionRatio } of seen)
      for (const [end, button] of Object.entries(ends))
        if (target === button) row.classList.toggle(`explorer-presets--${end}`, intersectionRatio < WHOLE);
  };
  const observer = new IntersectionObserver(look, { root: row, threshold: WHOLE });
  for (const button of Object.values(ends)) if (button) observer.observe(button);
}

const WHOLE = 0.99; // of a button, but for rounding

/**
 * Marks the ready-made state that is shown, if one is, and brings its button into the row.
 * @type {(root: HTMLElement, spec: Spec, state: State) => void}
 */
export function markPreset(root, { presets: all }, state) {
  const current = all.find(({ values }) => Object.entries(values).every(([key, value]) => state[key] === value));
  for (const button of root.querySelectorAll(".explorer-preset")) {
    const pressed = button.getAttribute("data-preset") === current?.id;
    if (button.getAttribute("aria-pressed") === String(pressed)) continue;
    button.setAttribute("aria-pressed", String(pressed));
    if (pressed) bringIntoRow(button, /** @type {Element} */ (button.parentElement));
  }
}

/**
 * Scrolls the row alone; the page stays where it is.
 * @type {(button: Element, row: Element) => void}
 */
function bringIntoRow(button, row) {
  const [own, seen] = [button, row].map((each) => each.getBoundingClientRect());
  const fade = Number.parseFloat(getComputedStyle(row).scrollPaddingLeft);
  const edge = Math.max(0, Math.min(fade, (seen.width - own.width) / 2)); // a long one fills the row
  row.scrollLeft += Math.max(0, own.right + edge - seen.right) + Math.min(0, own.left - edge - seen.left);
}

/**
 * The first controls, and the others folded away.
 * @type {(spec: Spec, controls: BuiltControl[], compact: boolean) => HTMLElement}
 */
function controlsBox(spec, controls, compact) {
  const visible = compact ? 1 : spec.visible;
  const elements = controls.map(({ element }) => element);
  const rest = compact ? [] : elements.slice(visible);
  const more = rest.length
    ? h(
        "details",
        { class: "explorer-more" },
        h("summary", {}, "More controls"),
        h("div", { class: "explorer-more__controls" }, ...rest),
      )
    : null;
  // Nothing is sent. In a frame that may not send forms the attempt alone is an error.
  /** @param {KeyboardEvent} event */
  const stay = (event) =>
    event.key === "Enter" && /** @type {HTMLElement} */ (event.target).matches("input") && event.preventDefault();
  // A form of its own, or radio buttons of the same name in two explorers would be one group. Browsers fill a form in
  // again after Back, a reload or a restored session, without a word to the page: so this one asks them not to.
  return h(
    "form",
    { class: "explorer-controls", autocomplete: "off", submit: (event) => event.preventDefault(), keydown: stay },
    ...elements.slice(0, visible),
    more,
  );
}
