// Runs a model in the browser's own script and times it: one JSON line in, one JSON line out.
import { createInterface } from "node:readline";
import { simulate } from "../src/painloop/web/computing/simulate.js";
import { models } from "../src/painloop/web/generated/models.js";

/** The milliseconds of that many runs, after as many that nobody counts, and the columns that are kept. */
function timed({ model, days, doses, start, steps, repeats, keep }) {
  const run = () => simulate(models[model], days, doses, {}, { start, stepsInPeriod: steps });
  const ms = [];
  for (let i = 0; i < 2 * repeats; i++) {
    const begun = performance.now();
    run();
    ms.push(performance.now() - begun);
  }
  const { columns } = run();
  return { ms: ms.slice(repeats), columns: Object.fromEntries(keep.map((key) => [key, Array.from(columns[key])])) };
}

createInterface({ input: process.stdin }).on("line", (line) => {
  process.stdout.write(`${JSON.stringify(timed(JSON.parse(line)))}\n`);
});
