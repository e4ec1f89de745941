// The one way in which elements are made here: no HTML is ever built from text that came from a link.

/** An element with attributes (a function becomes a listener, true an empty attribute) and children. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== undefined && child !== null));
  return element;
}

let count = 0;
let family = "";
/** An id that no other element of the page has. */
export const uniqueId = (stem) => `${family}${stem}-${++count}`;

/** From now on ids begin anew, each with this name before it. */
export function beginIds(name) {
  count = 0;
  family = `${name}-`;
}
