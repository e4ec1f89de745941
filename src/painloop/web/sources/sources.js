// Where curves come from, by kind; what each is told is declared by the class of that kind in explorers/sources/, and
// what each has by SourceScript in types.d.ts.

import { claims } from "./claims.js";
import { injury } from "./injury.js";
import { metaAnalysis } from "./meta_analysis.js";
import { months } from "./months.js";
import { parameterRamp } from "./parameter_ramp/parameter_ramp.js";
import { regimen } from "./regimen.js";
import { replicated } from "./replicated/replicated.js";
import { robustness } from "./robustness.js";
import { steadyState, sweep } from "./sweep.js";

/** @import { Source, SourceScript, Spec } from "../types.js" */

/** @type {Record<Source["kind"], SourceScript>} */
const SOURCES = {
  claims,
  injury,
  meta_analysis: metaAnalysis,
  months,
  parameter_ramp: parameterRamp,
  regimen,
  replicated,
  robustness,
  steady_state: steadyState,
  sweep,
};

/**
 * The source of a declared explorer.
 * @type {(spec: Spec) => SourceScript}
 */
export const sourceOf = ({ source }) => SOURCES[source.kind];
