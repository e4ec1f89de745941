// The names of curves, beside them.

const LINE_HEIGHT = 14;

/**
 * Names at the curves' ends, pushed apart where they would touch, on a phone in two lines; and names beside a point.
 */
export function drawLabels(layer, named, drawn, { x, y, left, right, narrow }) {
  const lines = ({ label }) => (narrow ? label.split(/(?<=-)| /) : [label]);
  const ends = named.length > 1 ? named.filter(({ ys }) => Number.isFinite(ys.at(-1))) : [];
  const placed = ends.map((series) => ({
    ...series,
    lines: lines(series),
    x: left,
    at: Math.max(y(series.ys.at(-1)), y.range()[1]),
    anchor: "start",
  }));
  placed.sort((a, b) => b.at - a.at);
  placed.forEach((label, i) => {
    const below = placed[i - 1]?.at ?? Infinity;
    label.at = Math.min(label.at, below - LINE_HEIGHT * label.lines.length - (narrow ? 3 : 1));
  });
  const beside = drawn
    .filter(({ named_at: at }) => at !== null)
    .map((series) => besidePoint(series, x, y, right))
    .filter(Boolean);
  layer
    .selectAll("text")
    .data([...placed, ...beside], ({ key }) => key)
    .join("text")
    .attr("style", ({ stroke, anchor }) => `fill: var(--stroke-${stroke}); text-anchor: ${anchor}`)
    .attr(
      "transform",
      ({ x: at, at: height, lines: all }) => `translate(${at},${height + 4 - (LINE_HEIGHT / 2) * (all.length - 1)})`,
    )
    .selectAll("tspan")
    .data(({ lines: all }) => all)
    .join("tspan")
    .attr("x", 0)
    .attr("y", (_, i) => i * LINE_HEIGHT)
    .text((text) => text);
}

/** Where the name of a curve stands that is named at a share of it: to the right, unless there is no room. */
function besidePoint(series, x, y, right) {
  const { xs, ys, named_at: share, label } = series;
  const [low, high] = x.domain();
  const [bottom, top] = y.domain();
  const inside = Array.from(ys.keys()).filter((i) => xs[i] >= low && xs[i] <= high && ys[i] >= bottom && ys[i] <= top);
  if (!inside.length || !label) return null;
  const i = inside[Math.round(share * (inside.length - 1))];
  const at = x(xs[i]);
  const length = 7.8 * label.length;
  const fits = at + 10 + length < right;
  const level = Math.max(y(ys[i]) - 10, y.range()[1] + 6); // above its curve, and inside the picture
  return {
    ...series,
    lines: [label],
    x: fits ? at + 6 : Math.max(at - 6, length),
    at: level,
    anchor: fits ? "start" : "end",
  };
}
