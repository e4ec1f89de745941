// A question before anything is moved: whoever commits to an answer is told, and shown, how it is. What is answered
// stays in this page.
import { h } from "../dom.js";

/** @import { Guess, Said, State } from "../types.js" */

/**
 * The question as an element.
 * @param {Guess} guess
 * @param {(values: State, event: Event, said: Said | null, then: () => void) => void} show - flags what was said, moves
 *   the controls to where the answer is seen, and then goes on: words do not run ahead of the picture
 * @param {() => string} reply - says the answer
 */
export function predictionPrompt({ question, options, right, values, view, places }, show, reply) {
  const verdict = h("p", { class: "explorer-reply", role: "status" });
  // The verdict has its room from the answer on: coming late, it would move what is below from under a finger.
  const room = h("p", { class: "explorer-room", "aria-hidden": "true" });
  /** @type {(chosen: number) => (event: Event) => void} */
  const commit = (chosen) => (event) => {
    buttons.forEach((button, i) => {
      button.setAttribute("aria-pressed", String(i === chosen));
      button.disabled = i !== chosen;
    });
    const judged = chosen === right ? "So it is." : `It is otherwise: ${options[right]}.`;
    verdict.textContent = `You said: ${options[chosen]}. Watch.`;
    room.textContent = `You said: ${options[chosen]}. ${judged} ${reply()}`;
    const [along, height] = places[chosen] ?? [];
    show(values, event, view ? { view, along, height } : null, () => (verdict.textContent = room.textContent));
  };
  const buttons = options.map((text, i) =>
    h(
      "button",
      {
        type: "button",
        autocomplete: "off" /* Firefox remembers which were disabled */,
        class: "explorer-button explorer-guess",
        "aria-pressed": "false",
        click: commit(i),
      },
      text,
    ),
  );
  return h(
    "div",
    { class: "explorer-prediction", role: "group", "aria-label": "Guess first" },
    h("p", {}, h("strong", {}, "Guess first. "), question),
    h("div", { class: "explorer-guesses" }, ...buttons),
    h("div", { class: "explorer-verdict" }, verdict, room),
  );
}
