// Roots of a function, by halving: slow, sure, and right to rounding.

/**
 * Where a function passes 0 between two places at which it has opposite signs.
 * @type {(f: (x: number) => number, low: number, high: number) => number}
 */
export function zero(f, low, high) {
  const rises = f(high) > 0;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (f(middle) > 0 === rises) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}
