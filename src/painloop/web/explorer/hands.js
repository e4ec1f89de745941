// Hands on an explorer. Longer words would move a button away from under the finger that presses it, and the press
// would be lost: so words wait until no hand is left.

/**
 * Counts the hands. `took` is called when one takes hold of a slider, `left` whenever one lets go of anything.
 * @param {{ took: () => void, left: () => void }} told
 */
export function countHands({ took, left }) {
  let hands = 0;

  function hold() {
    hands += 1;
    took();
  }

  function release() {
    hands -= 1;
    left();
  }

  /** @param {PointerEvent} event */
  function press({ button }) {
    if (button !== 0) return; // a menu, behind which the end may not be heard
    const pressing = new AbortController();
    const lift = () => {
      pressing.abort();
      release();
    };
    hands += 1;
    for (const name of ["pointerup", "pointercancel", "blur"])
      addEventListener(name, lift, { signal: pressing.signal });
  }

  return { hold, release, press, any: () => hands > 0 };
}
