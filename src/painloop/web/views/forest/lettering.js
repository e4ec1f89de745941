// The letters of a forest.

export const LETTER = 6.8; // px; a letter is at most about that wide

/**
 * Small letters on an edge of paper, so that no line runs through them.
 * @param {string} anchor
 * @param {string} ink
 */
export const lettering = (anchor, ink) =>
  `font-size: 12px; text-anchor: ${anchor}; fill: var(${ink}); ` +
  "paint-order: stroke; stroke: var(--paper); stroke-width: 3px";
