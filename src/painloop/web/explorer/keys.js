// Which keys do what, in a dialog. A button opens it, and so does "?" wherever in the explorer nothing is typed.

import { h, uniqueId } from "../dom.js";

const KEYS = [
  ["Tab", "to the next control; with Shift, back"],
  ["Arrow keys", "move a slider by a step, with Shift by a finer one; choose among options; in a box, a fine step"],
  ["Page Up, Page Down", "move a slider by ten steps"],
  ["Home, End", "move a slider to its ends"],
  ["Space", "presses a button, and switches what can be on or off"],
  ["Enter", "presses a button, and takes the number typed in a box"],
  ["Escape", "puts a typed number back, or a slider that is still held; closes this list"],
  ["?", "opens this list, except in a box for numbers"],
];

/**
 * The button, the dialog, and what listens for the key.
 * @type {() => { button: HTMLElement, dialog: HTMLElement, listen: (event: KeyboardEvent) => void }}
 */
export function keysOf() {
  const id = uniqueId("keys");
  const close = h("button", { type: "button", class: "explorer-button", click: () => dialog.close() }, "Close");
  const dialog = h(
    "dialog",
    {
      class: "explorer-keys",
      "aria-labelledby": id,
      tabindex: -1,
      "data-lm-suppress-shortcuts": "true", // JupyterLab's, which would act on the notebook below
      keydown: (event) => event.stopPropagation(), // likewise
    },
    h("div", { class: "explorer-keys__head" }, h("p", { id }, "Keys"), close),
    h("dl", {}, ...KEYS.flatMap(([key, does]) => [h("dt", {}, h("kbd", {}, key), ": "), h("dd", {}, `${does}.`)])),
  );
  const open = () => {
    const from = document.activeElement?.getBoundingClientRect().top ?? 0;
    dialog.showModal(); // when it closes, the browser gives the focus back
    dialog.focus(); // of a focused word nothing is heard, of Close only that; of the dialog its name and its list
    // a frame as tall as its content may be wider open than the window shows: it opens where the focus was
    dialog.style.setProperty("--from", `${Math.max(0, Math.min(from, innerHeight - dialog.offsetHeight))}px`);
  };
  /** @param {KeyboardEvent} event */
  const listen = (event) => {
    const typing = /** @type {HTMLElement} */ (event.target).matches(".control__typed");
    if (event.key !== "?" || typing || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    open();
  };
  const button = h("button", { type: "button", class: "explorer-button explorer-keys-open", click: open }, "Keys");
  return { button, dialog, listen };
}
