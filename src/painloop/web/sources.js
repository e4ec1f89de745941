// Where curves come from, by kind; each is the twin of a class in explorers/sources/.
import { regimen } from "./sources/regimen.js";
import { settled, sweep } from "./sources/sweep.js";

/** kind: { run(spec, models, state) -> { along, columns, facts, names }, window(source, state, along) -> [from, to] } */
export const SOURCES = { regimen, sweep, settled };
