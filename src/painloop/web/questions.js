// Self-check questions: choose, check, read why. Answers stay in the reader's browser and nowhere else.
// Radio buttons and feedback are one state, and nothing is sent: a frame in a sandbox may not even submit a form.
import { h, uniqueId } from "./dom.js";

const STORE = "painloop:answers";

/** All remembered answers: { "chapter/question": index of the option }. */
function remembered() {
  try {
    const answers = JSON.parse(localStorage.getItem(STORE));
    return answers && typeof answers === "object" ? answers : {};
  } catch {
    return {}; // storage may be switched off; the questions work without it
  }
}

/**
 * What is true of them here: where the browser keeps nothing, a stand-in that is no Storage holds them until the page
 * is closed.
 */
function kept() {
  try {
    if (localStorage instanceof Storage) return "Your answers are kept in this browser only.";
  } catch {
    // as above
  }
  return "This browser does not keep your answers once the page is closed.";
}

function remember(answers) {
  try {
    localStorage.setItem(STORE, JSON.stringify(answers));
  } catch {
    // see above
  }
}

const verdict = (option, isPrediction) => (isPrediction ? "" : option.correct ? "Correct. " : "Not quite. ");

/** One question as a form. `given` is the index of an earlier answer, or undefined. */
function form(question, given, isPrediction, answered) {
  const name = uniqueId(question.id);
  const feedback = h("p", { class: "question__feedback", role: "status" });
  const inputs = question.options.map((option, i) => {
    const id = uniqueId(question.id);
    return [h("input", { type: "radio", id, name, value: i }), option.text, id];
  });
  const say = (text, verdict) => {
    feedback.textContent = text;
    feedback.dataset.verdict = verdict;
  };
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

/** Turns the static list of questions into forms. */
export function startQuestions(section) {
  const { chapter, kind, questions } = JSON.parse(section.querySelector("script").textContent);
  const isPrediction = kind === "prediction";
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
  // gone back to: another page may have forgotten them
  addEventListener("pageshow", (event) => event.persisted && draw());
}
