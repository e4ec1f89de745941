// What was found last, so that it is not computed again while a control moves on which it does not depend.

import { Few } from "./few.js";

/** @import { Model } from "../types.js" */

const FEW = 8; // answers of a model, of those asked for last: those of one state, and of the one before it

/**
 * The same function, which does not work twice for one of the last few questions to a model: a question is told from
 * another by what JSON says of it. Nobody may write in an answer, since it is given again.
 * @template {unknown[]} Question
 * @template Answer
 * @param {(model: Model, ...question: Question) => Answer} work
 * @returns {(model: Model, ...question: Question) => Answer}
 */
export function remembering(work) {
  /** @type {WeakMap<Model, Few<string, Answer>>} */
  const found = new WeakMap();
  return (model, ...question) => {
    const answers = found.get(model) ?? new Few(FEW);
    const key = JSON.stringify(question);
    const answer = answers.has(key) ? /** @type {Answer} */ (answers.get(key)) : work(model, ...question);
    answers.set(key, answer);
    found.set(model, answers);
    return answer;
  };
}
