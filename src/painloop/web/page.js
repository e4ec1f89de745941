// The built page: every mount is found and brought to life; nothing is asked of the network.

import { embed } from "./embed.js";
import { mount } from "./explorer.js";
import { isMangled, readLink } from "./link.js";
import { startQuestions } from "./questions.js";

/** The state of one explorer, in this page only. */
function pageStore(state) {
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

function start(figure) {
  const spec = JSON.parse(figure.querySelector(".explorer-spec").textContent);
  const { compact, ...state } = JSON.parse(figure.dataset.start);
  const { values, faults, asked } = readLink(spec, location.search, location.hash);
  // what the chapter chose is where "reset" returns
  spec.controls.forEach((control) => (control.default = state[control.key]));
  mount(figure, spec, pageStore({ ...state, ...values }), { compact, faults });
  if (asked && (!location.hash || isMangled(location.hash))) figure.scrollIntoView();
}

document.querySelectorAll("figure.explorer").forEach(start);
document.querySelectorAll(".self-check").forEach(startQuestions);
embed();
