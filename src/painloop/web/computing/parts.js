// Work that is long, as a generator that pauses wherever it may be left: done at once, or in parts between which the
// page answers its reader.

const PART = 10; // ms

/**
 * What the work returns.
 * @template Answer
 * @param {Generator<unknown, Answer>} work
 * @returns {Answer}
 */
export function atOnce(work) {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/**
 * Does the work in parts, the first of them now, and hands on what it returns. `stop` leaves it; `hurry` does what is
 * left of it at once.
 * @template Progress, Answer
 * @param {Generator<Progress, Answer>} work
 * @param {(answer: Answer) => void} finish
 * @param {(progress: Progress) => void} [tell] - what the work said when it paused last, after each part
 */
export function inParts(work, finish, tell) {
  let timer = 0;
  let ended = false;
  const stop = () => {
    clearTimeout(timer);
    ended = true;
  };

  /** @param {number} until */
  function part(until) {
    let step = work.next();
    while (!step.done && performance.now() < until) step = work.next();
    if (step.done) {
      stop();
      finish(step.value);
    } else {
      tell?.(step.value);
      timer = setTimeout(() => part(performance.now() + PART));
    }
  }

  const hurry = () => {
    clearTimeout(timer);
    if (!ended) part(Infinity);
  };
  part(performance.now() + PART);
  return { stop, hurry, ended: () => ended };
}
