// A box in which a number is typed. Enter or leaving it takes the number; what is refused stays, with the reason
// beside it.
import { h, uniqueId } from "../dom.js";
import { readTyped, spoken, stepped, tenfold } from "../words/numbers.js";

/** @import { Slider } from "../types.js" */
/** @import { Own } from "./slider.js" */

/** @type {Record<string, number>} */
const ARROWS = { ArrowUp: 1, ArrowDown: -1 };
const FLIPPED = /^\s*[-−]/;

/**
 * The box of a control, and what is `wrong` with what is typed in it.
 * @param {Slider} control
 * @param {Own} own
 */
export function typedBox(control, { get, put }) {
  const id = uniqueId(control.key);
  // An alert is heard when it comes; one whose words change is heard in Firefox only if it is live, too.
  const wrong = h("p", { class: "control__wrong", id: uniqueId("wrong"), role: "alert", "aria-live": "assertive" });
  const text = () => (control.molar ? get().toFixed(2) : String(get()));
  let shown = "";
  let typing = false;

  /** The box says the value again. */
  function mend() {
    typing = false;
    shown = text();
    if (input.value !== shown) input.value = shown;
    tell("");
  }

  /** @param {string} words */
  function tell(words) {
    if (wrong.textContent !== words) wrong.textContent = words; // or it would be announced again
    input.setAttribute("aria-invalid", String(words !== ""));
  }

  /** The number typed, if anything was; a molar value is shown rounded, and kept whole. */
  const read = () => (input.value === shown ? { value: get() } : readTyped(input.value, control));

  /** @param {Event} event */
  function commit(event) {
    const { value, wrong: reason } = read();
    if (reason) return tell(`${reason} It stays at ${spoken(get(), control)}.`);
    if (input.value !== shown) put(value, event);
    mend();
  }

  /** @param {KeyboardEvent} event */
  function press(event) {
    if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault(); // a form would be sent, or, in a frame that may not send forms, complain
      commit(event);
    }
    if (event.key === "Escape") mend();
    if (!ARROWS[event.key] || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const [from, steps] = [read().value ?? get(), ARROWS[event.key]];
    put(control.decade ? tenfold(from, steps, control) : stepped(from, steps, control.typed_step, control), event);
    mend();
  }

  const input = h("input", {
    type: "text",
    class: "control__typed",
    id,
    inputmode: control.whole ? "numeric" : "decimal",
    enterkeyhint: "done",
    autocomplete: "off",
    spellcheck: "false",
    "aria-describedby": wrong.id,
    keydown: press,
    change: commit,
    blur: commit,
    input: () => (typing = true),
  });
  const name = [control.label, "typed", control.molar ? "pEC50" : control.unit].filter(Boolean).join(", ");
  const label = h("label", { for: id, class: "explorer-hidden" }, name);
  const elements = [label, control.low < 0 ? signButton(control, input) : null, input];

  /** What is typed stays while it is being typed; otherwise the box follows the value. */
  const show = () => {
    const busy = typing && !wrong.textContent && document.activeElement === input;
    if (!busy && text() !== shown) mend();
  };
  return { elements, wrong, show, mend };
}

/**
 * The number pads of phones have no minus.
 * @type {(control: Slider, input: HTMLInputElement) => HTMLElement}
 */
function signButton(control, input) {
  const flip = () => {
    input.value = FLIPPED.test(input.value) ? input.value.replace(FLIPPED, "") : `-${input.value.trim()}`;
    input.dispatchEvent(new Event("input"));
    input.focus();
  };
  return h(
    "button",
    {
      type: "button",
      class: "control__sign",
      "aria-label": `${control.label}: plus or minus`,
      click: flip,
      pointerdown: (event) => event.preventDefault() /* the box keeps the focus, and the phone its keys */,
    },
    "±",
  );
}
