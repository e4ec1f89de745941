// Where an element is repeated: at every value of a column, or so many times in rows.
import { columnOf, filled, meaning } from "./gaps.js";

/** @import { Scope, Value } from "../types.js" */

const NEAR = 1e-9; // a whole place is one also where rounding leaves it a hair below

/** @type {(scope: Scope, own: Record<string, Value>) => Scope} */
const within = (scope, own) => ({ ...scope, known: Object.assign(Object.create(scope.known), own) });

/**
 * A place for every value of a column: there, the name of a column as long as this one is its value at the place.
 * @type {(name: string, scope: Scope) => Scope[]}
 */
export function placesOf(name, scope) {
  const { length } = columnOf(name, scope);
  const alike = Object.entries(scope.columns).filter(([, column]) => column.length === length);
  return Array.from({ length }, (_, i) =>
    within(scope, { i, ...Object.fromEntries(alike.map(([key, column]) => [key, column[i]])) }),
  );
}

/**
 * So many places in rows, and for each to which share it belongs.
 * @type {(count: string, across: string | undefined, shares: string | undefined, scope: Scope) => Scope[]}
 */
export function grid(count, across, shares, scope) {
  const length = Number(filled(count, scope));
  const columns = across ? Number(filled(across, scope)) : Infinity;
  const belongs = shares ? owners(shares.split(" "), length, scope) : () => "free";
  return Array.from({ length }, (_, i) =>
    within(scope, { i, col: i % columns, row: Math.floor(i / columns), is: belongs(i) }),
  );
}

/**
 * How many places it would have here if they had parts, by itself and counted together; and whether it is so counted.
 * @typedef {{ name: string, own: number, quota: number, firm: boolean }} Share
 */

/**
 * Whose a place is: shares of all places, one behind the other; what is left is free. A share is the name of a fact,
 * "fact=name" where places are to be called otherwise, or "fact+20*other", which is counted together with its 20 places
 * of another grid. Each is rounded, so that it is what is read of it within half a place, and so is all that is taken.
 * Where "rest" is one of them, it is what the others leave, and stands where it is named.
 * @type {(said: string[], count: number, scope: Scope) => (i: number) => string}
 */
function owners(said, count, scope) {
  const shares = said.map((each) => shareOf(each, count, scope));
  const given = counts(shares, count);
  const ends = given.map((_, last) => sum(given.slice(0, last + 1)));
  return (i) => shares[ends.findIndex((end) => i < end)]?.name ?? "free";
}

/** @type {(said: string, count: number, scope: Scope) => Share} */
function shareOf(said, count, scope) {
  if (said === "rest") return { name: said, own: 0, quota: NaN, firm: false };
  const [what, name = what] = said.split("=");
  const [fact, places = 0, other = "0"] = what.split(/[+*]/);
  const own = count * Number(meaning(fact, scope));
  const elsewhere = Number(places) * Number(meaning(other, scope));
  const quota = own + elsewhere - Math.round(elsewhere);
  return { name: name === what ? fact : name, own, quota, firm: what !== fact };
}

/**
 * Whole places for each share. Where these are more or fewer than all may have, the one that is furthest off gives one
 * back or takes one, and of two the later gives; one that is counted with another grid does so last.
 * @type {(shares: Share[], count: number) => number[]}
 */
function counts(shares, count) {
  const given = shares.map(({ quota }) => Math.max(0, Math.round(quota) || 0));
  const left = shares.findIndex(({ name }) => name === "rest");
  const total = sum(shares.map(({ own }) => own));
  const [least, most] = left < 0 ? [Math.round(total), Math.round(total)] : [total - 1 + NEAR, total + 1 - NEAR];
  /** @type {(way: number) => number} */
  const furthest = (way) => {
    const off = shares.map(({ quota, firm }, i) =>
      Number.isNaN(quota) || (way < 0 && !given[i]) ? -Infinity : way * (quota - given[i]) - (firm ? count : 0),
    );
    return way > 0 ? off.indexOf(Math.max(...off)) : off.lastIndexOf(Math.max(...off));
  };
  while (sum(given) < least) given[furthest(1)] += 1;
  while (sum(given) > Math.min(most, count)) given[furthest(-1)] -= 1;
  if (left >= 0) given[left] = count - sum(given);
  return given;
}

/** @param {number[]} all */
const sum = (all) => all.reduce((total, each) => total + each, 0);
