// The scene of an explorer as it begins, small and silent: beside the words of a card that name it. Node draws it while
// the book is built.

import { beginIds } from "../dom.js";
import { models } from "../generated/models.js";
import { createScene } from "../scenes/scene.js";
import { momentOf } from "../state/state.js";

/** @import { Chart, Spec, State } from "../types.js" */

const WIDTH = 240; // px

/** @type {(spec: Spec, state: State) => string} */
export function thumbnail(spec, state) {
  beginIds(`card-${spec.name}`);
  const scene = /** @type {Chart} */ (createScene(spec));
  scene.update({ ...momentOf(spec, models, state), width: WIDTH });
  scene.node.removeAttribute("role");
  scene.node.removeAttribute("aria-label");
  scene.node.setAttribute("aria-hidden", "true");
  return scene.node.outerHTML;
}
