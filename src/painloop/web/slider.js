// A number to drag, to step with the keyboard, to type, or to reach with one press.
import { h, uniqueId } from "./dom.js";
import { followHand } from "./drag.js";
import { concentration, spoken, stepped } from "./numbers.js";
import { typedBox } from "./typed.js";

const STEPS = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
  PageUp: 10,
  PageDown: -10,
};

/** The control { element, show, mend }; `host` is { get(key), change(values, event), hold, release }. */
export function slider(control, host) {
  const id = uniqueId(control.key);
  const help = uniqueId("help");
  const own = {
    get: () => host.get(control.key),
    put: (value, event) => host.change({ [control.key]: value }, event),
  };
  const box = typedBox(control, own);

  function step(event) {
    const steps = STEPS[event.key];
    if (!steps) return;
    event.preventDefault();
    own.put(stepped(own.get(), steps, event.shiftKey ? control.typed_step : control.step, control), event);
  }

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
    dblclick: (event) => own.put(control.default, event),
  });
  const grip = followHand(range, own, host);
  const unit = h("span", { class: "control__unit", "aria-hidden": "true", translate: "no" }, control.unit);
  const grade = control.grade ? h("span", { class: `control__grade grade--${control.grade}` }, control.grade) : null;
  const element = h(
    "div",
    { class: "control control--slider" },
    h("label", { for: id }, control.label, grade),
    h("div", { class: "control__row" }, range, ...box.elements, unit),
    box.wrong,
    control.jumps.length ? jumps(control, own) : null,
    h("p", { class: "control__help", id: help }, control.help),
  );

  function show() {
    const value = own.get();
    range.value = value;
    range.setAttribute("aria-valuetext", spoken(value, control));
    range.style.setProperty("--filled", `${(100 * (value - control.low)) / (control.high - control.low)}%`);
    if (control.molar) unit.textContent = `= ${concentration(value)}`;
    box.show();
  }
  return { keys: [control.key], element, show, mend: box.mend };
}

function jumps(control, { put }) {
  const jump = (value) =>
    h(
      "button",
      {
        type: "button",
        class: "control__jump",
        "aria-label": `${control.label}: ${spoken(value, control)}`,
        click: (event) => put(value, event),
      },
      control.molar ? concentration(value) : String(value),
    );
  return h("div", { class: "control__jumps" }, ...control.jumps.map(jump));
}
