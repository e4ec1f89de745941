// The one way in which elements are made here: no HTML is ever built from text that came from a link.

/** @import { Attributes } from "./types.js" */

/**
 * An element with attributes (a function becomes a listener, true an empty attribute) and children.
 * @type {<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, attributes?: Attributes,
 *   ...children: (Node | string | null | undefined)[]) => HTMLElementTagNameMap[Tag]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, /** @type {EventListener} */ (value));
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== undefined) element.setAttribute(name, /** @type {string} */ (value));
  }
  element.append(...children.filter((child) => child !== undefined && child !== null));
  return element;
}

/**
 * A label as it stands where there is room, and a shorter one for where there is not; one of them shows.
 * @type {(text: string, short: string) => HTMLElement[]}
 */
export const roomy = (text, short) => [
  h("span", { class: "explorer-wide" }, text),
  h("span", { class: "explorer-narrow" }, short),
];

/**
 * What is seen and not heard: a screen reader says “black right-pointing triangle”.
 * @param {string} text
 */
export const sign = (text) => h("span", { "aria-hidden": "true" }, text);

/**
 * The level of the heading under which an element stands, of those that show; 0 where there is none.
 * @param {Element} element
 */
export function levelAt(element) {
  const headings = [...document.querySelectorAll("h1, h2, h3, h4, h5")];
  const last = headings.findLast(
    (each) => each.compareDocumentPosition(element) & document.DOCUMENT_POSITION_FOLLOWING && each.checkVisibility(),
  );
  return Number(last?.tagName[1] ?? 0);
}

let count = 0;
let family = "";
/**
 * An id that no other element of the page has.
 * @type {(stem: string) => string}
 */
export const uniqueId = (stem) => `${family}${stem}-${++count}`;

/**
 * From now on ids begin anew, each with this name before it.
 * @type {(name: string) => void}
 */
export function beginIds(name) {
  count = 0;
  family = `${name}-`;
}

/** @typedef {string | number | null | undefined} Written - nothing takes an attribute away */

/**
 * Gives an element attributes, and the text that is called `text`, where it has others: what is written again is laid
 * out again.
 * @type {(node: Element, values: Record<string, Written>) => void}
 */
export function renew(node, values) {
  for (const key in values) {
    const now = values[key] ?? null;
    if (key === "text") {
      if (node.textContent !== String(now)) node.textContent = String(now);
    } else if (now === null) node.removeAttribute(key);
    else if (node.getAttribute(key) !== String(now)) node.setAttribute(key, String(now));
  }
}
