// The elements of an explorer, top to bottom.
import { h } from "./dom.js";
import { predictionPrompt } from "./prediction.js";
import { folded } from "./table.js";

const button = (name, text, act) => h("button", { type: "button", class: `explorer-button ${name}`, click: act }, text);

/** Builds them; `views` are those on show, `charts` and `controls` theirs, `act` what the buttons do. */
export function layout(spec, { views, charts, controls, play, compact, faults, linkable, act }) {
  const keys = views.map(() => h("p", { class: "explorer-key" }));
  const boxes = views.map((view, i) =>
    h("div", { class: `explorer-chart${view.beside ? " explorer-chart--beside" : ""}` }, charts[i].node, keys[i]),
  );
  const parts = {
    keys,
    boxes,
    charts: h(
      "div",
      { class: `explorer-charts${views.some(({ beside }) => beside) ? " explorer-charts--pair" : ""}` },
      ...boxes,
    ),
    summary: h("p", { class: "explorer-summary", role: "status" }),
    readings: h("table", { class: "explorer-readings" }),
    table: h("table"),
    said: h("p", { class: "explorer-said", role: "status" }),
    settings: h("p", { class: "explorer-settings", translate: "no" }),
    list: h("div", { class: "explorer-list" }),
  };
  const readable = !compact && spec.measures.some(({ column }) => !column);
  parts.root = h(
    "div",
    { class: compact ? "explorer-live explorer-live--compact" : "explorer-live" },
    note(faults),
    !compact && spec.prediction ? predictionPrompt(spec.prediction, act.change, act.reply) : null,
    compact ? null : presets(spec, act.change),
    controlsBox(spec, controls, compact),
    play ? h("div", { class: "explorer-actions explorer-actions--play" }, play.button) : null,
    parts.charts,
    parts.summary,
    parts.list,
    readable ? scrolling(`Numbers read off the curves. ${spec.title}`, parts.readings) : null,
    h(
      "div",
      { class: "explorer-actions" },
      button("explorer-reset", "Reset", act.reset),
      linkable ? button("explorer-copy-link", "Copy link", act.copy) : null,
      button("explorer-download", "Download CSV", act.download),
      button("explorer-picture", "Download picture", act.picture),
    ),
    parts.said,
    folded(scrolling(`Data table. ${spec.title}`, parts.table)),
    parts.settings,
    h("p", { class: "explorer-caution" }, spec.caution),
  );
  return parts;
}

const scrolling = (name, table) =>
  h("div", { class: "explorer-scroll", tabindex: "0", role: "region", "aria-label": name }, table);

function note(faults) {
  if (!faults.length) return null;
  const said = "Part of this link could not be followed. Where a value cannot be read, the usual one is shown.";
  return h("p", { class: "explorer-note", role: "alert" }, [said, ...faults].join(" "));
}

function presets(spec, change) {
  if (!spec.presets.length) return null;
  const one = ({ id, label, values }) =>
    h(
      "button",
      {
        type: "button",
        class: "explorer-button explorer-preset",
        "data-preset": id,
        click: (event) => change(values, event),
      },
      label,
    );
  return h(
    "div",
    { class: "explorer-presets", role: "group", "aria-label": "Ready-made states" },
    ...spec.presets.map(one),
  );
}

/** The first controls, and the others folded away. */
function controlsBox(spec, controls, compact) {
  const visible = compact ? 1 : spec.visible;
  const elements = controls.map(({ element }) => element);
  const rest = elements.slice(visible);
  const more = rest.length
    ? h(
        "details",
        { class: "explorer-more" },
        h("summary", {}, "More controls"),
        h("div", { class: "explorer-more__controls" }, ...rest),
      )
    : null;
  // Nothing is sent. In a frame that may not send forms the attempt alone is an error.
  const stay = (event) => event.key === "Enter" && event.target.matches("input") && event.preventDefault();
  // A form of its own, or radio buttons of the same name in two explorers would be one group. Browsers fill a form in
  // again after Back, a reload or a restored session, without a word to the page: so this one asks them not to.
  return h(
    "form",
    { class: "explorer-controls", autocomplete: "off", submit: (event) => event.preventDefault(), keydown: stay },
    ...elements.slice(0, visible),
    more,
  );
}
