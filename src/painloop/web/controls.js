// Native form elements for the declared controls. Each control is { keys, element, show(state) }.
import { h, uniqueId } from "./dom.js";

/** A value with its unit, as it is spoken; a molar one as its concentration. */
export const spoken = (value, { unit, molar }) => (molar ? concentration(value) : `${value} ${unit}`.trim());

/** In words, the concentration of which `p` is the negative logarithm in mol/L; declaration.py has the same. */
export function concentration(p) {
  const nM = 10 ** (9 - p);
  return nM < 1000 ? `${Number(nM.toPrecision(3))}\u00a0nM` : `${Number((nM / 1000).toPrecision(4))}\u00a0µM`;
}

const clamp = (value, { low, high }) => Math.min(high, Math.max(low, value));
const tidy = (value) => Number(value.toPrecision(12));

const STEPS = {
  ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10,
};

/** Why a typed text is no value of the control, or nothing if it is one. */
export function fault(text, control) {
  const value = Number(text);
  if (String(text).trim() === "" || !Number.isFinite(value)) return `${control.label}: “${text}” is not a number.`;
  if (value < control.low || value > control.high)
    return `${control.label}: ${value} is outside ${control.low} to ${control.high} ${control.unit}.`;
  if (control.whole && !Number.isInteger(value)) return `${control.label}: ${value} is not a whole number.`;
  return "";
}

function slider(control, change) {
  const id = uniqueId(control.key);
  const typedId = uniqueId(control.key);
  const help = uniqueId("help");
  let dragging = false;
  const text = (value) => (control.molar ? value.toFixed(2) : String(value));
  const move = (steps, length, event) =>
    change(control.key, clamp(tidy(Math.round(Number(range.value) / length + steps) * length), control), event);
  // step="any" so that a link or a typed value is kept exactly; a drag snaps to the coarse step
  const range = h("input", {
    type: "range", id, name: control.key, min: control.low, max: control.high, step: "any", "aria-describedby": help,
    pointerdown: () => (dragging = true),
    pointerup: () => (dragging = false),
    pointercancel: () => (dragging = false),
    input: (event) => {
      const raw = Number(range.value);
      const snaps = dragging || control.whole;
      change(control.key, snaps ? tidy(Math.round(raw / control.step) * control.step) : raw, event);
    },
    keydown: (event) => {
      const steps = STEPS[event.key];
      if (!steps) return;
      event.preventDefault();
      move(steps, event.shiftKey ? control.typed_step : control.step, event);
    },
    dblclick: (event) => change(control.key, control.default, event),
  });
  const typed = h("input", {
    type: "number", class: "control__typed", id: typedId,
    min: control.low, max: control.high, step: "any", inputmode: "decimal",
    keydown: (event) => {
      if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
      event.preventDefault();
      move(event.key === "ArrowUp" ? 1 : -1, control.typed_step, event);
      typed.value = text(Number(range.value));
    },
    input: (event) => {
      const wrong = fault(typed.value, control);
      typed.setCustomValidity(wrong);
      if (!wrong) change(control.key, Number(typed.value), event);
    },
    change: () => {
      typed.reportValidity();
      if (typed.validationMessage) typed.setCustomValidity("");
      typed.value = text(Number(range.value));
    },
  });
  const jump = (value) =>
    h("button", { type: "button", class: "control__jump", "aria-label": `${control.label}: ${spoken(value, control)}`,
      click: (event) => change(control.key, value, event) }, control.molar ? concentration(value) : String(value));
  const unit = h("span", { class: "control__unit", "aria-hidden": "true" }, control.unit);
  const element = h("div", { class: "control control--slider" },
    h("label", { for: id }, control.label, control.grade ? h("span", { class: `control__grade grade--${control.grade}` }, control.grade) : null),
    h("div", { class: "control__row" }, range,
      h("label", { for: typedId, class: "explorer-hidden" }, `${control.label}, typed, ${control.unit}`), typed, unit),
    control.jumps.length ? h("div", { class: "control__jumps" }, ...control.jumps.map(jump)) : null,
    h("p", { class: "control__help", id: help }, control.help));
  const show = (state) => {
    const value = state[control.key];
    range.value = value;
    range.setAttribute("aria-valuetext", spoken(value, control));
    range.style.setProperty("--filled", `${(100 * (value - control.low)) / (control.high - control.low)}%`);
    if (document.activeElement !== typed) typed.value = text(value);
    if (control.molar) unit.textContent = `= ${concentration(value)}`;
  };
  return { element, show };
}

function radio(control, change) {
  const group = uniqueId(control.key);
  const inputs = Object.entries(control.options).map(([value, label]) => {
    const id = uniqueId(control.key);
    const input = h("input", { type: "radio", id, name: control.key, value, "aria-describedby": group,
      input: (event) => change(control.key, value, event) });
    return [input, h("label", { for: id }, input, h("span", {}, label))];
  });
  return {
    element: h("fieldset", { class: "control control--radio" }, h("legend", {}, control.label),
      h("div", { class: "control__options" }, ...inputs.map(([, label]) => label)),
      h("p", { class: "control__help", id: group }, control.help)),
    show: (state) => inputs.forEach(([input]) => (input.checked = input.value === state[control.key])),
  };
}

function switches(group, controls, change) {
  const inputs = controls.map((control) => {
    const id = uniqueId(control.key);
    const input = h("input", { type: "checkbox", id, name: control.key,
      input: (event) => change(control.key, input.checked, event) });
    return [control.key, input, h("label", { for: id, style: `color: var(--stroke-${control.key}, inherit)` }, input, h("span", {}, control.label))];
  });
  return {
    element: h("fieldset", { class: "control control--switches" }, h("legend", {}, group),
      h("div", { class: "control__options" }, ...inputs.map(([, , label]) => label))),
    show: (state) => inputs.forEach(([key, input]) => (input.checked = state[key])),
  };
}

/** All controls of a declaration, in its order; switches of one group stand in one fieldset. */
export function buildControls(spec, change) {
  const groups = new Set();
  return spec.controls.flatMap((control) => {
    if (control.kind === "slider") return slider(control, change);
    if (control.kind === "radio") return radio(control, change);
    if (groups.has(control.group)) return [];
    groups.add(control.group);
    return switches(control.group, spec.controls.filter(({ group }) => group === control.group), change);
  });
}
