// The charts on show as one picture that stands alone: with its title, its settings, and what it is not.
const SVG = "http://www.w3.org/2000/svg";
const PADDING = 16;
const LINE = 17;
const STYLES = [
  "fill",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-opacity",
  "stroke-linejoin",
  "paint-order",
  "opacity",
  "fill-opacity",
  "font-size",
  "font-weight",
  "font-family",
  "text-anchor",
  "display",
];

/** The text of an SVG file. */
export function picture(charts, { title, lines }) {
  const width = Math.max(480, ...charts.map((chart) => Number(chart.getAttribute("width")))) + 2 * PADDING;
  const root = element("svg", { xmlns: SVG, width });
  const paper = getComputedStyle(charts[0].closest(".explorer")).backgroundColor;
  const ink = getComputedStyle(charts[0]).color;
  let y = PADDING + LINE;
  const write = (text, attributes = {}) => {
    for (const line of wrapped(text, Math.floor(width / 6.6))) {
      const node = element("text", {
        x: PADDING,
        y,
        fill: ink,
        "font-family": "sans-serif",
        "font-size": 13,
        ...attributes,
      });
      node.textContent = line;
      root.append(node);
      y += LINE;
    }
  };
  write(title, { "font-weight": 650, "font-size": 15 });
  for (const chart of charts) {
    const copy = styled(chart);
    copy.setAttribute("x", PADDING);
    copy.setAttribute("y", y);
    root.append(copy);
    y += Number(chart.getAttribute("height")) + 8;
  }
  y += LINE;
  lines.forEach((line) => write(line));
  const height = y + PADDING;
  root.setAttribute("height", height);
  root.setAttribute("viewBox", `0 0 ${width} ${height}`);
  root.prepend(element("rect", { width, height, fill: paper }));
  return new XMLSerializer().serializeToString(root);
}

function element(tag, attributes) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

/** A copy that carries what the page's style sheet says of it. */
function styled(chart) {
  const copy = chart.cloneNode(true);
  const own = [chart, ...chart.querySelectorAll("*")];
  [copy, ...copy.querySelectorAll("*")].forEach((node, i) => {
    const style = getComputedStyle(own[i]);
    node.setAttribute("style", STYLES.map((name) => `${name}:${style.getPropertyValue(name)}`).join(";"));
  });
  return copy;
}

function wrapped(text, most) {
  const lines = [""];
  for (const word of text.split(" ")) {
    if (lines.at(-1) && lines.at(-1).length + word.length >= most) lines.push("");
    lines[lines.length - 1] += (lines.at(-1) ? " " : "") + word;
  }
  return lines;
}
