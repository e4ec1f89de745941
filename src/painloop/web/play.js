// Time for a control: it runs from end to end, and stops when it is there or when anybody asks it to.
import { h } from "./dom.js";

const FRAMES_A_SECOND = 30;

/** A button that plays and pauses; `set(value)` moves the control. Under reduced motion one press goes to the end. */
export function playButton({ control, label, seconds }, controls, get, set) {
  const { low, high, step } = controls.find(({ key }) => key === control);
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  let timer = 0;
  const tidy = (value) => Number((Math.round(value / step) * step).toPrecision(12));

  function stop() {
    clearInterval(timer);
    timer = 0;
    button.textContent = `▶ ${label}`;
  }

  function begin() {
    const from = get() >= high ? low : get();
    const began = performance.now();
    const length = (seconds * 1000 * (high - from)) / (high - low);
    button.textContent = "❚❚ Pause";
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
  const button = h("button", { type: "button", class: "explorer-button explorer-play", click: press }, `▶ ${label}`);
  return { button, stop };
}
