// The hand on a slider: one at a time, from the touch to the last event. A cancelled gesture restores the value.

/** @import { Host } from "../types.js" */
/** @import { Own } from "./slider.js" */

/** @typedef {{ id: number, before: number, cancelled: boolean, listening: AbortController }} Hand */

/**
 * Follows the hands on a range, or on a track around one. It calls hold() when a hand has come and release() when it
 * has gone. It gives a function that says "free", "held", or "given up", when what the range says no longer counts.
 * @param {HTMLElement} range
 * @param {Own} own
 * @param {Pick<Host, "hold" | "release">} host
 */
export function followHand(range, { get, put }, { hold, release }) {
  /** @type {Hand | undefined} */
  let hand;
  let touching = false;

  /** @param {PointerEvent} event */
  function begin(event) {
    if (event.button !== 0 || (hand && hand.id !== event.pointerId)) return; // a menu, or a second finger
    leave(hand);
    hand = { id: event.pointerId, before: get(), cancelled: false, listening: new AbortController() };
    const { signal } = hand.listening;
    /** @type {(act: (event: PointerEvent) => void) => (event: PointerEvent) => void} */
    const ours = (act) => (each) => each.pointerId === hand?.id && act(each);
    addEventListener("pointerup", ours(leaveSoon), { signal });
    addEventListener("pointercancel", ours(cancel), { signal });
    addEventListener("blur", leaveSoon, { signal }); // the window may never hear that the hand was lifted
    hold();
  }

  /** @param {Hand | undefined} gone */
  function leave(gone) {
    if (!gone || hand !== gone) return;
    hand.listening.abort();
    hand = undefined;
    release();
  }

  /** A task later: Firefox sends a last `input` after `pointerup`. */
  function leaveSoon() {
    const gone = hand;
    setTimeout(() => leave(gone));
  }

  /** @param {Event} event */
  function giveBack(event) {
    if (!hand || hand.cancelled) return;
    hand.cancelled = true;
    put(hand.before, event);
  }

  /**
   * A finger that scrolls the page goes on sending events until it is lifted.
   * @param {Event} event
   */
  function cancel(event) {
    giveBack(event);
    if (!touching) leaveSoon();
  }

  /** @param {TouchEvent} event */
  function touched({ targetTouches }) {
    touching = targetTouches.length > 0;
    if (!touching && hand?.cancelled) leaveSoon();
  }

  range.addEventListener("pointerdown", begin);
  range.addEventListener("keydown", (event) => event.key === "Escape" && giveBack(event));
  for (const name of /** @type {const} */ (["touchstart", "touchend", "touchcancel"]))
    range.addEventListener(name, touched, { passive: true });
  return (/** @type {number | undefined} */ id = hand?.id) =>
    !hand || hand.id !== id ? "free" : hand.cancelled ? "given up" : "held";
}
