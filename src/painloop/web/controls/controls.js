// Native form elements for the declared controls.
import { h, uniqueId } from "../dom.js";
import { about } from "./about.js";
import { slider } from "./slider.js";

/** @import { BuiltControl, Host, Radio, Spec, Switch } from "../types.js" */

/** @type {(control: Radio, host: Host) => BuiltControl} */
function radio(control, { change }) {
  const group = uniqueId(control.key);
  const more = about(control.label, h("p", { class: "control__help", id: group }, control.help));
  /** @type {[HTMLInputElement, HTMLElement][]} */
  const inputs = Object.entries(control.options).map(([value, label]) => {
    const id = uniqueId(control.key);
    const input = h("input", {
      type: "radio",
      id,
      name: control.key,
      value,
      "aria-describedby": group,
      input: (event) => change({ [control.key]: value }, event),
    });
    return [input, h("label", { for: id }, input, h("span", {}, label))];
  });
  return {
    keys: [control.key],
    element: h(
      "fieldset",
      { class: "control control--radio" },
      h("legend", {}, control.label),
      more.button,
      h("div", { class: "control__options" }, ...inputs.map(([, label]) => label)),
      more.box,
    ),
    show: (state) => inputs.forEach(([input]) => (input.checked = input.value === state[control.key])),
    mend: () => {},
  };
}

/** @type {(group: string, controls: Switch[], host: Host) => BuiltControl} */
function switches(group, controls, { change }) {
  /** @type {[string, HTMLInputElement, HTMLElement][]} */
  const inputs = controls.map((control) => {
    const id = uniqueId(control.key);
    const input = h("input", {
      type: "checkbox",
      id,
      name: control.key,
      input: (event) => change({ [control.key]: input.checked }, event),
    });
    return [
      control.key,
      input,
      h(
        "label",
        { for: id, style: `color: var(--stroke-${control.key}, inherit)` },
        input,
        h("span", {}, control.label),
      ),
    ];
  });
  return {
    keys: controls.map(({ key }) => key),
    element: h(
      "fieldset",
      { class: "control control--switches" },
      h("legend", {}, group),
      h("div", { class: "control__options" }, ...inputs.map(([, , label]) => label)),
    ),
    show: (state) => inputs.forEach(([key, input]) => (input.checked = /** @type {boolean} */ (state[key]))),
    mend: () => {},
  };
}

/**
 * All controls of a declaration, in its order; switches of one group stand in one fieldset.
 * @param {Spec} spec
 * @param {Host} host
 * @returns {BuiltControl[]}
 */
export function buildControls(spec, host) {
  const groups = new Set();
  return spec.controls.flatMap((control) => {
    if (control.kind === "slider") return slider(control, host);
    if (control.kind === "radio") return radio(control, host);
    if (groups.has(control.group)) return [];
    groups.add(control.group);
    return switches(
      control.group,
      /** @type {Switch[]} */ (spec.controls).filter(({ group }) => group === control.group),
      host,
    );
  });
}
