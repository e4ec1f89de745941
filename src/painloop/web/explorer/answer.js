// The short answer, as it is seen and heard. A screen reader is silent about words that come again as they were, which
// sounds like a dead control; so whoever moved something hears that the answer stays.

import { h } from "../dom.js";

export function answerOf() {
  const seen = h("p", { class: "explorer-answer", role: "status" });
  const stays = h("p", { class: "explorer-hidden", role: "status" });
  /** @param {string} words */
  const write = (words) => {
    if (seen.textContent !== words) seen.textContent = words;
  };
  return {
    nodes: [seen, stays],
    clear: () => write(""),
    /** @type {(words: string, moved: boolean) => void} */
    say(words, moved) {
      stays.replaceChildren(...(moved && seen.textContent === words ? ["The answer stays as it was."] : []));
      write(words);
    },
  };
}
