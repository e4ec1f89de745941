// How sure a curve is: the band in which it runs in most of a hundred sets of parameters.
import { put } from "./put.js";
import { between } from "./shapes.js";

/** @import { Column, DrawnSeries, Layer, LineChart, Scale, Sure } from "../types.js" */

/** @typedef {DrawnSeries & { lows: Column }} Banded */

/**
 * The bands of the curves that run along the source's own axis.
 * @type {(drawn: DrawnSeries[], view: LineChart, sure: Sure | null | undefined) => Banded[]}
 */
export function asBands(drawn, { across, factor }, sure) {
  if (!sure || across) return [];
  /** @type {(end: string, key: string) => Column} */
  const scaled = (end, key) => sure[`${end}_${key}`].map((value) => value * factor);
  return drawn.map((series) => ({ ...series, lows: scaled("low", series.key), ys: scaled("high", series.key) }));
}

/** @type {(layer: Layer, bands: Banded[], x: Scale, y: Scale) => void} */
export function drawBandsOf(layer, bands, x, y) {
  const [bottom] = y.domain();
  /** @param {number} value - of which a logarithmic axis has no place for nought */
  const height = (value) => y(Math.max(bottom, value));
  /** @param {Banded} band */
  const shape = ({ xs, ys, lows }) =>
    between(
      xs.map((value) => x(value)),
      ys.map(height),
      lows.map(height),
    );
  const look = {
    "data-series": (/** @type {Banded} */ { key }) => `sure_${key}`,
    style: (/** @type {Banded} */ { stroke }) => `fill: var(--stroke-${stroke})`,
    d: shape,
  };
  put(layer, "path", bands, look, ({ key }) => key);
}
