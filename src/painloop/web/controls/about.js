// What a control is about, one press away: its help, how firmly its number stands, and values to jump to.
import { h, uniqueId } from "../dom.js";

/**
 * A button and what it shows and hides again.
 * @type {(label: string, ...parts: (HTMLElement | null)[]) => { button: HTMLElement, box: HTMLElement }}
 */
export function about(label, ...parts) {
  const id = uniqueId("about");
  const box = h("div", { class: "control__about", id, hidden: true }, ...parts);
  const toggle = () => {
    box.hidden = !box.hidden;
    button.setAttribute("aria-expanded", String(!box.hidden));
  };
  const button = h(
    "button",
    {
      type: "button",
      class: "control__ask",
      "aria-label": `About: ${label}`,
      "aria-expanded": "false",
      "aria-controls": id,
      click: toggle,
    },
    "?",
  );
  return { button, box };
}
