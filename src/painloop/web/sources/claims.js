// A list of claims, counted by verdict.
import { listInWords } from "../words/words.js";

/** @import { Claim, Claims, Column, Computed, Facts, Spec } from "../types.js" */
/** @typedef {{ topic: string, verdict: string }} ClaimsState */

const ACROSS = 15; // tiles in a row of the wall

/**
 * The claims under the topic and of the verdict.
 * @type {(source: Claims, state: ClaimsState) => Claim[]}
 */
const chosen = ({ rows, every }, { topic, verdict }) =>
  rows.filter((row) => [every, row.topic].includes(topic) && [every, row.verdict].includes(verdict));

/**
 * How many rows there are of each verdict.
 * @type {(source: Claims, rows: Claim[]) => Column}
 */
const count = ({ phrases }, rows) =>
  Float64Array.from(Object.keys(phrases), (verdict) => rows.filter((row) => row.verdict === verdict).length);

/**
 * What sentences may say of the choice: `claims` are those under the topic, whatever their verdict.
 * @type {(source: Claims, state: ClaimsState) => Facts}
 */
function factsOf(source, state) {
  const shown = chosen(source, state);
  const topic = source.topics[state.topic];
  return {
    shown: shown.length,
    entries: source.rows.length,
    claims: chosen(source, { ...state, verdict: source.every }).filter(({ verdict }) => verdict !== source.omitted)
      .length,
    within: topic ? ` under “${topic}”` : "",
    balance: balance(source, shown),
  };
}

/**
 * How many claims there are of each verdict, in words, and how many omissions.
 * @type {(source: Claims, rows: Claim[]) => string}
 */
function balance(source, rows) {
  const counts = count(source, rows);
  const said = Object.entries(source.phrases)
    .map(([verdict, [one, many]], i) => ({
      verdict,
      n: counts[i],
      text: `${counts[i]} ${counts[i] === 1 ? one : many}`,
    }))
    .filter(({ n }) => n);
  /** @type {(missing: boolean) => string[]} */
  const texts = (missing) =>
    said.filter(({ verdict }) => (verdict === source.omitted) === missing).map(({ text }) => text);
  return [listInWords(texts(false)), ...texts(true)].filter(Boolean).join("; ");
}

/**
 * Where each row hangs on a wall: claims one after the other, and apart from them the omissions.
 * @type {(source: Claims) => { col: number, row: number }[]}
 */
function wall({ rows, omitted }) {
  const hung = [0, 0];
  return rows.map(({ verdict }) => {
    const place = hung[Number(verdict === omitted)]++;
    return { col: place % ACROSS, row: Math.floor(place / ACROSS) };
  });
}

/** @type {(spec: Spec<Claims>, model: unknown, state: ClaimsState) => Computed} */
function curves({ source }, _, state) {
  const names = Object.keys(source.phrases);
  const [shown, places] = [chosen(source, state), wall(source)];
  const columns = {
    claims: count(source, shown),
    all_claims: count(source, source.rows),
    judged: Float64Array.from(source.rows, ({ verdict }) => names.indexOf(verdict)),
    chosen: Float64Array.from(source.rows, (row) => Number(shown.includes(row))),
    col: Float64Array.from(places, ({ col }) => col),
    row: Float64Array.from(places, ({ row }) => row),
  };
  return { along: Float64Array.from(names, (_, i) => i + 1), columns, facts: factsOf(source, state), names };
}

export const claims = { curves, chosen };
