// Runs what tests ask of the browser's own modules, in the folder that is named: one JSON line in, one JSON line out.
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [folder] = process.argv.slice(2);
const web = (name) => import(pathToFileURL(`${folder}/${name}`));
const modules = {};
for (const name of [
  "state",
  "table",
  "link",
  "numbers",
  "statistics",
  "pooling",
  "roots",
  "loop",
  "claims",
  "readings",
])
  modules[name] = await web(`${name}.js`);
const { evaluate, known, simulate } = await web("simulate.js");
const { simulateAverage } = await web("average.js");
const { models } = await web("generated/models.js");
const given = { ...modules, evaluate, known, simulate, simulateAverage, models };

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
