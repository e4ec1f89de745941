// The paths of a forest: one for all marks that look the same.

import { put } from "../put.js";

/** @import { Layer, Path } from "../../types.js" */

export const CROWDED = 5; // px a row takes below which rows are a crowd

/** @type {(name: string, width: number) => string} */
export const stroke = (name, width) => `stroke: var(--stroke-${name}); stroke-width: ${width.toFixed(1)}`;

/** @type {(layer: Layer, paths: Path[]) => void} */
export const drawPaths = (layer, paths) =>
  put(layer, "path", paths, {
    "data-series": ({ key }) => key,
    class: ({ look }) => look,
    style: ({ style }) => style,
    d: ({ marks }) => marks.join(""),
  });
