// A file for the reader: how the browser is asked to save it, what can be said of that, and its name.
import { h } from "../dom.js";

/** @import { Spec, State } from "../types.js" */

/** @type {(text: string, type: string, name: string) => void} */
export function askToSave(text, type, name) {
  const href = URL.createObjectURL(new Blob([text], { type }));
  h("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 1000);
}

/**
 * What can be said of a file given to the browser: no page is told whether it was saved, and a frame may forbid it.
 * @type {(name: string, address: string | false) => (string | HTMLElement)[]}
 */
export function askedToSave(name, address) {
  const request = `Your browser was asked to save ${name}.`;
  if (parent === window) return [request];
  const own = address
    ? [
        " Open ",
        h("a", { href: address, target: "_blank", rel: "noopener" }, "this explorer in a page of its own"),
        " and save it there.",
      ]
    : [];
  return [request, " If it did not, this frame may not save files.", ...own];
}

/**
 * A name for a file; with many controls, those that were moved.
 * @type {(spec: Spec, state: State) => string}
 */
export function fileName(spec, state) {
  const moved = spec.controls.filter((control) => spec.controls.length < 5 || state[control.key] !== control.default);
  return [spec.name, ...moved.map(({ key }) => `${key}-${state[key]}`)].join("_").slice(0, 120);
}
