// The hand on a slider: one at a time, from the touch to the last event. A cancelled gesture gives its value back.

/**
 * Follows the hands on a range, of which `get()` is the value and `put(value, event)` sets it.
 * It calls hold() when a hand has come and release() when it has gone. It gives a function that says "free", "held",
 * or "given up", when what the range says no longer counts.
 */
export function followHand(range, { get, put }, { hold, release }) {
  let hand; // { id, before, cancelled, listening }
  let touching = false;

  function begin(event) {
    if (event.button !== 0 || (hand && hand.id !== event.pointerId)) return; // a menu, or a second finger
    leave(hand);
    hand = { id: event.pointerId, before: get(), cancelled: false, listening: new AbortController() };
    const { signal } = hand.listening;
    const ours = (act) => (each) => each.pointerId === hand?.id && act(each);
    addEventListener("pointerup", ours(leaveSoon), { signal });
    addEventListener("pointercancel", ours(cancel), { signal });
    addEventListener("blur", leaveSoon, { signal }); // the window may never hear that the hand was lifted
    hold();
  }

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

  function giveBack(event) {
    if (!hand || hand.cancelled) return;
    hand.cancelled = true;
    put(hand.before, event);
  }

  /** A finger that scrolls the page goes on sending events until it is lifted. */
  function cancel(event) {
    giveBack(event);
    if (!touching) leaveSoon();
  }

  function touched({ targetTouches }) {
    touching = targetTouches.length > 0;
    if (!touching && hand?.cancelled) leaveSoon();
  }

  range.addEventListener("pointerdown", begin);
  range.addEventListener("keydown", (event) => event.key === "Escape" && giveBack(event));
  for (const name of ["touchstart", "touchend", "touchcancel"])
    range.addEventListener(name, touched, { passive: true });
  return () => (!hand ? "free" : hand.cancelled ? "given up" : "held");
}
