// Runs what tests ask of the browser's own modules, in the folder that is named: one JSON line in, one JSON line out.
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { parseHTML } from "linkedom";

const [folder] = process.argv.slice(2);
const web = (name) => import(pathToFileURL(`${folder}/${name}`));
const modules = {};
for (const path of [
  "computing/generator",
  "computing/hypercube",
  "computing/loop",
  "computing/parts",
  "computing/pooling",
  "computing/remember",
  "computing/roots",
  "computing/statistics",
  "controls/track",
  "words/numbers",
  "words/words",
  "scenes/scene",
  "state/link",
  "state/measures",
  "state/state",
  "explorer/claims",
  "explorer/readings",
  "explorer/sure",
  "explorer/table",
  "views/clear",
  "views/ground",
])
  modules[path.split("/")[1]] = await web(`${path}.js`);
const { evaluate, known, simulate } = await web("computing/simulate.js");
const { simulateAverage } = await web("computing/average.js");
const { models } = await web("generated/models.js");
const page = () => parseHTML("<!DOCTYPE html><html><body></body></html>").document;
const given = { ...modules, page, evaluate, known, simulate, simulateAverage, models };

const named = (value) => (typeof value === "number" && !Number.isFinite(value) ? `__${value}__` : value);
const plain = (_, value) => (ArrayBuffer.isView(value) ? Array.from(value, named) : named(value));

function answer({ body, input }) {
  try {
    return { answer: new Function("input", ...Object.keys(given), `{ ${body} }`)(input, ...Object.values(given)) };
  } catch (error) {
    return { error: error.stack };
  }
}

createInterface({ input: process.stdin }).on("line", (line) => {
  const text = JSON.stringify(answer(JSON.parse(line)), plain); // what Python reads, NaN and Infinity included
  process.stdout.write(`${text.replace(/"__(NaN|-?Infinity)__"/g, "$1")}\n`);
});
