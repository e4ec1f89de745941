// The built page: every mount is found and brought to life; nothing is asked of the network.

import { mount } from "../explorer/explorer.js";
import { isMangled, readLink } from "../state/link.js";
import { shownExplorers } from "./embed.js";
import { startQuestions } from "./questions.js";

/** @import { Spec, State, Store, Value } from "../types.js" */

/**
 * The state of one explorer, in this page only.
 * @type {(state: State) => Store}
 */
function pageStore(state) {
  /** @type {Set<() => void>} */
  const listeners = new Set();
  return {
    get: () => state,
    set: (changes) => {
      state = { ...state, ...changes };
      listeners.forEach((listener) => listener());
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** @param {HTMLElement} figure */
function start(figure) {
  /** @type {Spec} */
  const spec = JSON.parse(/** @type {HTMLElement} */ (figure.querySelector(".explorer-spec")).textContent);
  /** @type {{ compact: boolean } & State} */
  const { compact, ...state } = JSON.parse(/** @type {string} */ (figure.dataset.start));
  const { values, faults, asked } = readLink(spec, location.search, location.hash);
  // what the chapter chose is where "reset" returns
  spec.controls.forEach(
    (/** @type {{ key: string, default: Value }} */ control) => (control.default = state[control.key]),
  );
  mount(figure, spec, pageStore({ ...state, ...values }), { compact, faults });
  if (asked && (!location.hash || isMangled(location.hash))) figure.scrollIntoView();
}

shownExplorers().forEach(start);
/** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".self-check")).forEach(startQuestions);
