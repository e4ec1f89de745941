// Answers questions while the book is built: one JSON line in, one JSON line out.
import { createInterface } from "node:readline";
import katex from "katex";
import { parseHTML } from "linkedom";
import { still } from "../../../src/painloop/web/explorer/still.js";
import { thumbnail } from "../../../src/painloop/web/explorer/thumbnail.js";

globalThis.document = parseHTML("<!DOCTYPE html><html><body></body></html>").document;

const ANSWERS = {
  // Strict, so that a formula which only half works stops the build.
  formula: ({ latex, displayMode }) =>
    katex.renderToString(latex, { displayMode, throwOnError: true, strict: "error" }),
  still: ({ spec, state }) => still(spec, state),
  scene: ({ spec, state }) => thumbnail(spec, state),
};

function answer(question) {
  try {
    return { html: ANSWERS[question.ask](question) };
  } catch (error) {
    return { error: error.message };
  }
}

createInterface({ input: process.stdin }).on("line", (line) => {
  process.stdout.write(`${JSON.stringify(answer(JSON.parse(line)))}\n`);
});
