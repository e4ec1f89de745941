// A list of claims, counted by verdict.

/** Whether a row is under the topic and of the verdict. */
export const isChosen = ({ every }, row, { topic, verdict }) =>
  [every, row.topic].includes(topic) && [every, row.verdict].includes(verdict);

const chosen = (source, state) => source.rows.filter((row) => isChosen(source, row, state));

const count = ({ phrases }, rows) =>
  Float64Array.from(Object.keys(phrases), (verdict) => rows.filter((row) => row.verdict === verdict).length);

/** What sentences may say of the choice: `claims` are those under the topic, whatever their verdict. */
function factsOf(source, state) {
  const shown = chosen(source, state);
  const topic = source.topics[state.topic];
  return {
    shown: shown.length,
    claims: chosen(source, { ...state, verdict: source.every }).filter(({ verdict }) => verdict !== source.omitted)
      .length,
    within: topic ? ` under “${topic}”` : "",
    balance: balance(source, shown),
  };
}

/** How many claims there are of each verdict, in words, and how many omissions. */
function balance(source, rows) {
  const counts = count(source, rows);
  const said = Object.entries(source.phrases)
    .map(([verdict, [one, many]], i) => ({
      verdict,
      n: counts[i],
      text: `${counts[i]} ${counts[i] === 1 ? one : many}`,
    }))
    .filter(({ n }) => n);
  const texts = (missing) =>
    said.filter(({ verdict }) => (verdict === source.omitted) === missing).map(({ text }) => text);
  return [joined(texts(false)), ...texts(true)].filter(Boolean).join("; ");
}

const joined = (parts) => [parts.slice(0, -1).join(", "), ...parts.slice(-1)].filter(Boolean).join(" and ");

function run({ source }, _, state) {
  const names = Object.keys(source.phrases);
  const columns = { claims: count(source, chosen(source, state)), all_claims: count(source, source.rows) };
  return { along: Float64Array.from(names, (_, i) => i + 1), columns, facts: factsOf(source, state), names };
}

export const listed = { run };
