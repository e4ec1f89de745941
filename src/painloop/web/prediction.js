// A question before anything is moved: whoever commits to an answer is told, and shown, how it is. Kept in this page
// only.
import { h } from "./dom.js";

/**
 * The question as an element; `show(values)` moves the controls to where the answer can be seen, `told()` says it in
 * words.
 */
export function predictionPrompt({ question, options, right, values }, show, told) {
  const verdict = h("p", { class: "explorer-reply", role: "status" });
  const commit = (chosen) => (event) => {
    buttons.forEach((button, i) => {
      button.setAttribute("aria-pressed", String(i === chosen));
      button.disabled = i !== chosen;
    });
    const judged = chosen === right ? "So it is." : `It is otherwise: ${options[right]}.`;
    verdict.textContent = `You said: ${options[chosen]}. ${judged} ${told()}`;
    show(values, event);
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
    verdict,
  );
}
