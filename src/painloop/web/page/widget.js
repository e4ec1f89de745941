// The Jupyter face: the same explorer, its state held by the Python widget.
import { mount } from "../explorer/explorer.js";

/** @import { Spec, State, Store } from "../types.js" */

/**
 * What anywidget gives of the Python widget: its traits, by name.
 * @typedef {object} WidgetModel
 * @property {(trait: string) => unknown} get
 * @property {(trait: string, value: unknown) => void} set
 * @property {() => void} save_changes
 * @property {(event: string, listener: () => void) => void} on
 * @property {(event: string, listener: () => void) => void} off
 */

/**
 * A store over an anywidget model.
 * @type {(model: WidgetModel, keys: string[]) => Store}
 */
function widgetStore(model, keys) {
  return {
    get: () => /** @type {State} */ (Object.fromEntries(keys.map((key) => [key, model.get(key)]))),
    set: (changes) => {
      for (const [key, value] of Object.entries(changes)) model.set(key, value);
      model.save_changes();
    },
    subscribe: (listener) => {
      const names = keys.map((key) => `change:${key}`);
      names.forEach((name) => model.on(name, listener));
      return () => names.forEach((name) => model.off(name, listener));
    },
  };
}

/** @param {{ model: WidgetModel, el: HTMLElement }} given - by anywidget */
function render({ model, el }) {
  const spec = /** @type {Spec} */ (structuredClone(model.get("spec")));
  const figure = document.createElement("figure");
  figure.className = "explorer";
  figure.dataset.explorer = spec.name;
  const title = document.createElement("figcaption");
  title.className = "explorer-title";
  title.textContent = spec.title;
  figure.append(title);
  el.append(figure);
  const store = widgetStore(
    model,
    spec.controls.map(({ key }) => key),
  );
  return mount(figure, spec, store, { compact: /** @type {boolean} */ (model.get("compact")), linkable: false });
}

export default { render };
