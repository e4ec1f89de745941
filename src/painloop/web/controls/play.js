// Buttons that move a control from end to end in time.
import { h, roomy, sign } from "../dom.js";

/** @import { Attributes, Control, Play, Slider } from "../types.js" */

const FRAMES_A_SECOND = 30;
const STEPS = 25; // from end to end

/**
 * Buttons that move a control in time: play and pause, a step back, a step on, half speed. Under reduced motion play
 * goes to the end in one step.
 * @param {Play} play
 * @param {Control[]} controls
 * @param {() => number} get
 * @param {(value: number) => void} set - moves the control
 */
export function playButtons({ control, label, seconds }, controls, get, set) {
  const { low, high, step, label: moved } = /** @type {Slider} */ (controls.find(({ key }) => key === control));
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  let timer = 0;
  let slowness = 1;
  /** @type {(() => void) | undefined} */
  let atTheEnd;
  /** @param {number} value */
  const tidy = (value) => Number((Math.round(value / step) * step).toPrecision(12));

  function stop() {
    clearInterval(timer);
    timer = 0;
    button.classList.remove("explorer-play--runs");
    const then = atTheEnd;
    atTheEnd = undefined;
    then?.();
  }

  /**
   * Plays from the beginning, and then, or when it is stopped, goes on.
   * @param {() => void} then
   */
  function run(then) {
    stop();
    if (still.matches) {
      set(high);
      return then();
    }
    set(low);
    atTheEnd = then;
    begin();
  }

  function begin() {
    const from = get() >= high ? low : get();
    const began = performance.now();
    const length = (slowness * seconds * 1000 * (high - from)) / (high - low);
    button.classList.add("explorer-play--runs");
    timer = setInterval(() => {
      const share = Math.min(1, (performance.now() - began) / length);
      set(share === 1 ? high : tidy(from + share * (high - from)));
      if (share === 1) stop();
    }, 1000 / FRAMES_A_SECOND);
  }

  const press = () => {
    if (timer) stop();
    else if (still.matches) set(high);
    else begin();
  };
  /** @param {number} steps */
  const move = (steps) => () => {
    stop();
    set(Math.min(high, Math.max(low, tidy(get() + (steps * (high - low)) / STEPS))));
  };
  /** A play that runs goes on from where it is. */
  function slow() {
    slowness = 3 - slowness;
    half.setAttribute("aria-pressed", String(slowness === 2));
    if (!timer) return;
    clearInterval(timer);
    begin();
  }
  // one of the two shows; both have room, so that no button beside them moves
  const begins = h("span", {}, sign("▶ "), ...roomy(label, "Play"));
  const pauses = h("span", {}, h("span", { class: "explorer-wide" }, sign("❚❚ ")), "Pause");
  const button = small(press, { class: "explorer-button explorer-play" }, begins, pauses);
  const half = small(slow, { "aria-label": "½×, half speed", "aria-pressed": "false" }, "½×");
  const buttons = [
    button,
    small(move(-1), { "aria-label": `A step back, ${moved.toLowerCase()}` }, "‹"),
    small(move(1), { "aria-label": `A step on, ${moved.toLowerCase()}` }, "›"),
    half,
  ];
  return { buttons, run, stop, runs: () => timer !== 0 };
}

/** @type {(act: () => void, attributes: Attributes, ...label: (string | Node)[]) => HTMLElement} */
const small = (act, attributes, ...label) =>
  h("button", { type: "button", class: "explorer-button explorer-step", click: act, ...attributes }, ...label);
