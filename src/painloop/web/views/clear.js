// Where words stand clear of what is drawn: of some places the first through which nothing runs.

import { Few } from "../computing/few.js";

/** @import { Extent, Ground } from "./ground.js" */

/**
 * A place for a text: x is where it is anchored, `at` the middle of its height.
 * @typedef {{ x: number, at: number, anchor: "start" | "middle" | "end" }} Place
 */

/**
 * Places, the best first; one that is not asked for need not be made.
 * @typedef {{ length: number, at: (i: number) => Place | undefined }} Places
 */

const HALF = 8; // px, of a line of text with a little air
const WIDEST = 7.8; // px of a letter, where nothing can measure it
const FAMILY = 'system-ui, "Segoe UI", Roboto, sans-serif';
export const [NAME, NOTE] = [`600 13px ${FAMILY}`, `12px ${FAMILY}`]; // as in explorer.css
const PARTS = { start: 0, middle: 0.5, end: 1 };
const STAYS = 40; // px that a name's first place may move from picture to picture, before it is sought anew

const pen = typeof OffscreenCanvas === "undefined" ? null : new OffscreenCanvas(1, 1).getContext("2d");

/** @type {Few<string, number>} */
const widths = new Few(500); // of texts that were measured: those of a few pictures

/** @type {(text: string, font: string) => number} */
function widthOf(text, font) {
  if (!pen) return WIDEST * text.length;
  const known = widths.get(font + text);
  if (known !== undefined) return known;
  pen.font = font;
  const { width } = pen.measureText(text);
  widths.set(font + text, width);
  return width;
}

/** @type {(inner: Extent, outer: Extent) => boolean} */
const within = (inner, outer) =>
  inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top && inner.bottom <= outer.bottom;

/** @type {(place: Place, width: number) => Extent} */
function extentOf({ x, at, anchor }, width) {
  const left = x - PARTS[anchor] * width;
  return { left, right: left + width, top: at - HALF, bottom: at + HALF };
}

/**
 * Of the places within a room the first that is clear of what is taken, else the one that the fewest curves and marks
 * strike; from then on it is taken too. While what is named moves a little, a name stays where it is clear.
 * @type {(text: string, font: string, places: Places, ground: Ground, room: Extent) => Place}
 */
export function clearest(text, font, places, ground, room) {
  const width = widthOf(text, font);
  /** @param {number} i */
  const placeAt = (i) => /** @type {Place} */ (places.at(i));
  /** @param {number} i */
  const strikes = (i) => {
    const own = extentOf(placeAt(i), width);
    return within(own, room) ? ground.struck(own) : Infinity;
  };
  const first = placeAt(0);
  const before = ground.stood.get(text);
  const near = before && Math.hypot(before.first.x - first.x, before.first.at - first.at) < STAYS;
  let best = near && before.i < places.length ? before.i : 0;
  let least = strikes(best);
  for (let i = 0; least && i < places.length; i++) {
    const now = strikes(i);
    if (now < least) [best, least] = [i, now];
  }
  ground.stood.set(text, { i: best, first });
  ground.name(extentOf(placeAt(best), width));
  return placeAt(best);
}
