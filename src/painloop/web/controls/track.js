// A track on which low values have more room than high ones. The range beneath it keeps the value itself, for links,
// assistive tools and the keyboard; the hand moves along the track, which the browser's own range cannot bend.

import { h } from "../dom.js";
import { stepped } from "../words/numbers.js";

/** @import { Slider } from "../types.js" */
/** @import { Own } from "./slider.js" */

const THUMB = 16; // px, as wide as it is drawn
const DIGITS = 2; // of a value that is dragged; a track has no room for more

/**
 * The share of the track at which a value stands: even up to about `stretch`, with the logarithm beyond it.
 * @type {(value: number, control: Slider) => number}
 */
export function shareOf(value, control) {
  const [from, to] = ends(control);
  return (Math.asinh(value / control.stretch) - from) / (to - from);
}

/**
 * The ends of the track, before they are carried to 0 and 1.
 * @param {Slider} control
 */
const ends = ({ low, high, stretch }) => [Math.asinh(low / stretch), Math.asinh(high / stretch)];

/**
 * The value at a share of the track, with as many digits as a hand can choose.
 * @type {(share: number, control: Slider) => number}
 */
export function valueAt(share, control) {
  const { stretch, typed_step: step } = control;
  const [from, to] = ends(control);
  const value = stretch * Math.sinh(from + Math.min(1, Math.max(0, share)) * (to - from));
  return stepped(Number(value.toPrecision(DIGITS)), 0, step, control);
}

/**
 * The track of a slider whose values are stretched, around its range.
 * @param {HTMLInputElement} range
 */
export const trackOf = (range) => h("div", { class: "control__track" }, range, h("span", { class: "control__thumb" }));

/**
 * Lets a hand move along a track.
 * @param {HTMLElement} track
 * @param {Slider} control
 * @param {Own} own
 * @param {(id: number) => string} grip - what drag.js says of a hand
 */
export function followTrack(track, control, { put }, grip) {
  /** @param {PointerEvent} event */
  function begin(event) {
    if (grip(event.pointerId) !== "held") return; // a menu, or a second finger
    event.preventDefault(); // the focus goes to the range
    track.querySelector("input")?.focus();
    if (event.isTrusted) track.setPointerCapture(event.pointerId); // a pointer that a script makes up has no capture
    follow(event);
  }

  /** @param {PointerEvent} event */
  function follow(event) {
    if (grip(event.pointerId) !== "held" || !track.hasPointerCapture(event.pointerId)) return;
    const { left, width } = track.getBoundingClientRect();
    put(valueAt((event.clientX - left - THUMB / 2) / (width - THUMB), control), event);
  }

  track.addEventListener("pointerdown", begin);
  track.addEventListener("pointermove", follow);
}
