// Where curves come from, by kind; what each is told is declared by the class of that kind in explorers/sources/.
import { injury } from "./sources/injury.js";
import { listed } from "./sources/listed.js";
import { months } from "./sources/months.js";
import { pooled } from "./sources/pooled.js";
import { regimen } from "./sources/regimen.js";
import { replicated } from "./sources/replicated.js";
import { stressed } from "./sources/stressed.js";
import { settled, sweep } from "./sources/sweep.js";
import { turning } from "./sources/turning.js";

/**
 * kind: { run(spec, models, state) -> { along, columns, facts, names }, window(source, state, along) -> [from, to] }
 */
export const SOURCES = { injury, months, listed, pooled, regimen, replicated, sweep, settled, stressed, turning };
