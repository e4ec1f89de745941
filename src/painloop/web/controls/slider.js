// A number to drag, to step with the keyboard, to type, or to reach with one press.
import { h, renew, uniqueId } from "../dom.js";
import { concentration, spoken, stepped, tenfold } from "../words/numbers.js";
import { about } from "./about.js";
import { followHand } from "./drag.js";
import { followTrack, shareOf, trackOf } from "./track.js";
import { typedBox } from "./typed.js";

/** @import { BuiltControl, Host, Slider } from "../types.js" */

/**
 * The value of one slider, and what sets it.
 * @typedef {{ get: () => number, put: (value: number, event: Event) => void }} Own
 */

/** @type {Record<string, number>} */
const STEPS = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
  PageUp: 10,
  PageDown: -10,
};

/**
 * A slider with its box and its jumps.
 * @param {Slider} control
 * @param {Host} host
 * @returns {BuiltControl}
 */
export function slider(control, host) {
  const id = uniqueId(control.key);
  const help = uniqueId("help");
  /** @type {Own} */
  const own = {
    get: () => /** @type {number} */ (host.get(control.key)),
    put: (value, event) => host.change({ [control.key]: value }, event),
  };
  const box = typedBox(control, own);

  /** @param {KeyboardEvent} event */
  function step(event) {
    const steps = STEPS[event.key];
    if (!steps) return;
    event.preventDefault();
    const { decade, step: coarse, typed_step: fine } = control;
    const next =
      decade && !event.shiftKey
        ? tenfold(own.get(), steps, control)
        : stepped(own.get(), steps, event.shiftKey ? fine : coarse, control);
    own.put(next, event);
  }

  /** @param {Event} event */
  function move(event) {
    const hand = grip();
    if (hand === "given up") return show();
    const raw = Number(range.value);
    own.put(hand === "held" || control.whole ? stepped(raw, 0, control.step, control) : raw, event);
  }

  // step="any" so that a link or a typed value is kept exactly; a drag snaps to the coarse step
  const range = h("input", {
    type: "range",
    id,
    name: control.key,
    min: control.low,
    max: control.high,
    step: "any",
    "aria-describedby": help,
    input: move,
    keydown: step,
  });
  const track = control.stretch ? trackOf(range) : range;
  const grip = followHand(track, own, host);
  if (control.stretch) followTrack(track, control, own, grip);
  track.addEventListener("dblclick", (event) => own.put(control.default, event));
  const unit = h("span", { class: "control__unit", "aria-hidden": "true", translate: "no" }, control.unit);
  const leaps = jumps(control, own, host.compact ? ` ${control.unit}` : "");
  const more = about(
    control.label,
    h("p", { class: "control__help", id: help }, control.help, grade(control)),
    host.compact ? null : leaps.row,
  );
  const element = h(
    "div",
    { class: "control control--slider" },
    h("label", { for: id }, control.label),
    h("div", { class: "control__row" }, ...box.elements, unit, more.button),
    track,
    host.compact ? leaps.row : null,
    box.wrong,
    more.box,
  );

  function show() {
    const value = own.get();
    /** @type {{ value: string | number }} */ (range).value = value;
    range.setAttribute("aria-valuetext", spoken(value, control));
    const share = control.stretch ? shareOf(value, control) : (value - control.low) / (control.high - control.low);
    track.style.setProperty("--share", String(share));
    track.style.setProperty("--filled", `${100 * share}%`);
    if (control.molar) unit.textContent = `→ ${concentration(value)}`;
    box.show();
    leaps.mark(value);
  }
  return { keys: [control.key], element, show, mend: box.mend };
}

/** @param {Slider} control */
const grade = ({ grade: word }) =>
  word ? h("span", {}, " How firm: ", h("span", { class: `control__grade grade--${word}` }, word), ".") : null;

/**
 * Buttons for values to jump to, if there are any; the one that is shown is pressed.
 * @type {(control: Slider, own: Own, unit: string) => { row: HTMLElement | null, mark: (value: number) => void }}
 */
function jumps(control, { put }, unit) {
  /** @param {number} value */
  const jump = (value) =>
    h(
      "button",
      {
        type: "button",
        class: "control__jump",
        "aria-label": `${control.label}: ${spoken(value, control)}`,
        click: (event) => put(value, event),
      },
      control.molar ? concentration(value) : `${value}${unit}`,
    );
  const buttons = control.jumps.map(jump);
  return {
    row: buttons.length ? h("div", { class: "control__jumps" }, ...buttons) : null,
    mark: (value) => buttons.forEach((each, i) => renew(each, { "aria-pressed": String(control.jumps[i] === value) })),
  };
}
