// How a view is drawn, by kind: create(view, last) gives { node, update(scene) }; still.py has the same kinds.
import { createLines } from "./views/lines.js";

export const VIEWS = { lines: createLines };
