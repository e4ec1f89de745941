// Elements for data: what every view draws with.
import { renew } from "../dom.js";

/** @import { Selection } from "d3-selection" */
/** @import { Written } from "../dom.js" */

/**
 * An element for each datum, with these attributes and its `text`.
 * @template Datum, Above
 * @param {Selection<any, Above, any, any>} within
 * @param {string} tag
 * @param {Datum[] | ((above: Above) => Datum[])} data
 * @param {Record<string, Written | ((datum: Datum, i: number) => Written)>} values
 * @param {(datum: Datum) => string} [key] - tells one from another; else their places do
 * @returns {Selection<Element, Datum, any, any>}
 */
export function put(within, tag, data, values, key) {
  const pairs = Object.entries(values);
  return /** @type {Selection<Element, Datum, any, any>} */ (within.selectAll(tag))
    .data(/** @type {Datum[]} */ (data), key)
    .join((entering) => /** @type {Selection<Element, Datum, any, any>} */ (entering.append(tag)))
    .each(function (datum, i) {
      const own = pairs.map(([name, value]) => [name, typeof value === "function" ? value(datum, i) : value]);
      renew(this, Object.fromEntries(own));
    });
}
