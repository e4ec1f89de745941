// Self-check questions: choose, check, read why. Answers stay in the reader's browser and nowhere else.
// Radio buttons and feedback are one state, and nothing is sent: a frame in a sandbox may not even submit a form.
import { h, uniqueId } from "../dom.js";

/** @typedef {Record<string, number>} Answers - the index of an option by "chapter/question" */
/** @typedef {{ text: string, correct: boolean, feedback: string }} Option */
/** @typedef {{ id: string, stem: string, options: Option[] }} Question */

const STORE = "painloop:answers";

/**
 * All remembered answers.
 * @type {() => Answers}
 */
function remembered() {
  try {
    const answers = JSON.parse(localStorage.getItem(STORE) ?? "null");
    return answers && typeof answers === "object" ? answers : {};
  } catch {
    return {}; // storage may be switched off; the questions work without it
  }
}

/** Whether answers are kept, for the reader: a browser that keeps nothing has a stand-in that is no Storage. */
function kept() {
  try {
    if (localStorage instanceof Storage) return "Your answers are kept in this browser only.";
  } catch {
    // switched off, as above
  }
  return "This browser does not keep your answers once the page is closed.";
}

/** @param {Answers} answers */
function remember(answers) {
  try {
    localStorage.setItem(STORE, JSON.stringify(answers));
  } catch {
    // switched off, as above
  }
}

/** @type {(option: Option, isPrediction: boolean) => string} */
const verdict = (option, isPrediction) => (isPrediction ? "" : option.correct ? "Correct. " : "Not quite. ");

/**
 * One question as a form.
 * @param {Question} question
 * @param {number} given - the index of an earlier answer; undefined where there is none
 * @param {boolean} isPrediction
 * @param {(i: number) => void} answered
 */
function form(question, given, isPrediction, answered) {
  const name = uniqueId(question.id);
  const feedback = h("p", { class: "question__feedback", role: "status" });
  /** @type {[HTMLInputElement, string, string][]} */
  const inputs = question.options.map((option, i) => {
    const id = uniqueId(question.id);
    return [h("input", { type: "radio", id, name, value: i }), option.text, id];
  });
  /** @type {(text: string, verdict: string) => void} */
  const say = (text, verdict) => {
    feedback.textContent = text;
    feedback.dataset.verdict = verdict;
  };
  /** @param {number} i */
  const show = (i) => {
    const option = question.options[i];
    say(verdict(option, isPrediction) + option.feedback, isPrediction ? "noted" : option.correct ? "correct" : "wrong");
  };
  const check = () => {
    const i = inputs.findIndex(([input]) => input.checked);
    if (i < 0) return say("Choose an answer first.", "noted");
    show(i);
    answered(i);
  };
  /** @param {KeyboardEvent} event */
  const enter = (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault(); // or the browser would submit the form as well
    check();
  };
  const element = h(
    "form",
    { class: "question", "data-question": question.id, autocomplete: "off", submit: (event) => event.preventDefault() },
    h(
      "fieldset",
      { keydown: enter, change: () => say("", "noted") },
      h("legend", {}, question.stem),
      ...inputs.map(([input, text, id]) =>
        h("label", { for: id, class: "question__option" }, input, h("span", {}, text)),
      ),
    ),
    h(
      "button",
      { type: "button", class: "explorer-button", click: check },
      isPrediction ? "This is my prediction" : "Check my answer",
    ),
    feedback,
  );
  if (question.options[given]) {
    inputs[given][0].checked = true;
    show(given);
  }
  return element;
}

/**
 * Turns the static list of questions into forms.
 * @param {HTMLElement} section
 */
export function startQuestions(section) {
  /** @type {{ chapter: string, kind: string, questions: Question[] }} */
  const { chapter, kind, questions } = JSON.parse(
    /** @type {HTMLElement} */ (section.querySelector("script")).textContent,
  );
  const isPrediction = kind === "prediction";
  /** @param {Question} question */
  const key = (question) => `${chapter}/${question.id}`;
  const score = h("p", { class: "self-check__score", role: "status" });

  const draw = () => {
    const answers = remembered();
    const forms = questions.map((question) =>
      form(question, answers[key(question)], isPrediction, (i) => {
        remember({ ...remembered(), [key(question)]: i });
        tally();
      }),
    );
    section.replaceChildren(...forms, isPrediction ? "" : h("div", { class: "self-check__foot" }, score, clear));
    tally();
  };

  const tally = () => {
    const answers = remembered();
    const right = questions.filter((question) => question.options[answers[key(question)]]?.correct).length;
    score.textContent = `${right} of ${questions.length} answered correctly. ${kept()}`;
  };

  const clear = h(
    "button",
    {
      type: "button",
      class: "explorer-button",
      click: () => {
        const answers = remembered();
        questions.forEach((question) => delete answers[key(question)]);
        remember(answers);
        draw();
        section.querySelector("input")?.focus();
      },
    },
    "Clear my answers",
  );

  draw();
  // after Back the page is shown as it was, but answers may have been cleared in another since
  addEventListener("pageshow", (event) => event.persisted && draw());
}
