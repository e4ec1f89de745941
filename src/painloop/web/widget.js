// The Jupyter face: the same explorer, its state held by the Python widget.
import { mount } from "./explorer.js";

/** A store over an anywidget model. */
function widgetStore(model, keys) {
  return {
    get: () => Object.fromEntries(keys.map((key) => [key, model.get(key)])),
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

function render({ model, el }) {
  const spec = structuredClone(model.get("spec"));
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
  return mount(figure, spec, store, { compact: model.get("compact"), linkable: false });
}

export default { render };
