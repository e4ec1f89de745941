// The number needed to treat for one more to respond: in one trial, and in truth.
import { normalCdf, riskDifference } from "../../computing/statistics.js";

/** @import { Facts, Values } from "../../types.js" */
/** @import { TrialState } from "./trial.js" */

const CROWD = 50; // dots that are drawn for a group: everybody, or of more people so many
const SMALLEST = 1e-3; // a true difference of shares below which there is no NNT: it would be above 1000

/**
 * The NNT of a trial with its interval, from the numbers who respond; harm has its own numbers, without a sign.
 * @type {(drug: number, placebo: number, each: number) => Facts}
 */
export function nntSeen(drug, placebo, each) {
  const { difference, low, high } = riskDifference(drug, each, placebo, each);
  return {
    responders: drug,
    responders_placebo: placebo,
    each,
    dots: Math.min(CROWD, each),
    share: drug / each,
    share_placebo: placebo / each,
    nnt: Math.floor(10 * Math.abs(1 / difference) + 0.5) / 10,
    nnt_best: Math.abs(1 / high),
    nnt_worst: Math.abs(1 / low),
    nnt_side: side(difference),
    nnt_open: low <= 0 && high >= 0,
  };
}

/**
 * The NNT of endless trials.
 * @type {(state: TrialState, spread: Values, response: number) => Facts}
 */
export function nntInTruth({ placebo, effect }, spread, response) {
  /** @type {(mean: number, sd: number) => number} */
  const share = (mean, sd) => normalCdf((-response - mean) / sd);
  const difference = share(placebo + effect, spread.sd_drug) - share(placebo, spread.sd_placebo);
  const favours = side(difference, SMALLEST);
  return { nnt_true: favours === "none" ? Infinity : 1 / Math.abs(difference), nnt_true_side: favours };
}

/** @type {(difference: number, least?: number) => "benefit" | "harm" | "none"} */
const side = (difference, least = 0) => (difference > least ? "benefit" : difference < -least ? "harm" : "none");
