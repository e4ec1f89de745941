// Sets of parameters over their ranges, as a Latin hypercube: of each parameter one value from every equal share.
import { shuffled } from "./generator.js";

/** @import { Model, Models, Parameter } from "../types.js" */

/**
 * The value at a share of a parameter's range: below a half it lies under the book's own number, above it over that.
 * @type {(parameter: Parameter, share: number) => number}
 */
const valueAt = ({ low, default: own, high }, share) =>
  share < 0.5 ? low + 2 * share * (own - low) : own + (2 * share - 1) * (high - own);

/**
 * So many sets: in each, all models with other defaults. What whoever runs a model sets stays; a parameter that several
 * models have is the same in all of them.
 * @type {(models: Models, count: number) => Models[]}
 */
export function hypercube(models, count) {
  /** @type {Map<string, number[]>} */
  const orders = new Map();
  /** @type {(name: string) => number[]} */
  const order = (name) => {
    if (!orders.has(name)) orders.set(name, shuffled(count, orders.size));
    return /** @type {number[]} */ (orders.get(name));
  };
  /** @type {(parameter: Parameter, set: number) => Parameter} */
  const drawn = (parameter, set) => {
    const share = (order(`${parameter.key}: ${parameter.name}`)[set] + 0.5) / count;
    return parameter.given ? parameter : { ...parameter, default: valueAt(parameter, share) };
  };
  /** @type {(model: Model, set: number) => Model} */
  const redrawn = (model, set) => ({ ...model, parameters: model.parameters.map((each) => drawn(each, set)) });
  return Array.from({ length: count }, (_, set) =>
    Object.fromEntries(Object.entries(models).map(([name, model]) => [name, redrawn(model, set)])),
  );
}
