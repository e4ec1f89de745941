// What the tests do with explorers within the page, in every engine: called with the name of an act and its values.
// biome-ignore lint/correctness/noUnusedVariables: its text is called, in the page
function act(name, ...values) {
  const frames = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  // Words and table at once, as before printing.
  const settled = async () => {
    await frames();
    dispatchEvent(new Event("beforeprint"));
  };
  const spec = (figure) => JSON.parse(figure.querySelector(".explorer-spec").textContent);
  const figures = () => [...document.querySelectorAll("figure.explorer")];
  const inputs = (figure, key) => [...figure.querySelectorAll(`[name="${key}"]`)];

  const SHAPE = ["d", "x", "x1", "x2", "y", "cx", "cy", "width", "height", "transform"];
  const shape = (each) => SHAPE.map((key) => each.getAttribute(key)) + (each.children.length ? "" : each.textContent);
  const drawn = (figure) =>
    [...figure.querySelectorAll("svg *")].map(shape).join(";") + figure.querySelector(".explorer-list").innerHTML;
  const WORDS = [".explorer-summary", ".explorer-settings"];
  const words = (figure) => WORDS.map((each) => figure.querySelector(each).textContent).join(" | ");
  const table = (figure) => figure.querySelector(".explorer-data tbody").textContent;
  const linked = (figure) => /(?:https?|file):\S+/.exec(figure.querySelector(".explorer-settings").textContent)[0];

  // All that is seen, its numbers to nine digits: a slider may round the last binary digit of what it is set to.
  const seen = (figure) =>
    [drawn(figure), words(figure), table(figure)]
      .join()
      .replace(/\d+\.\d+(?:e-?\d+)?/g, (each) => Number(each).toPrecision(9));

  function shown(figure) {
    const value = ({ key, kind }) => {
      const all = inputs(figure, key);
      if (kind === "radio") return all.find((each) => each.checked)?.value;
      return String(kind === "switch" ? all[0].checked : Number(all[0].value));
    };
    return Object.fromEntries(spec(figure).controls.map((control) => [control.key, value(control)]));
  }

  // What a script or an assistive tool does: a value, then the event.
  function give(figure, key, value) {
    const input = inputs(figure, key).find((each) => each.type !== "radio" || each.value === String(value));
    if (input.type === "radio") input.checked = true;
    else if (input.type === "checkbox") input.checked = String(value) === "true";
    else input.value = value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function others(figure, { key, kind, low, high, options }) {
    if (kind === "slider") return [low, high];
    return kind === "radio" ? Object.keys(options) : [!inputs(figure, key)[0].checked];
  }

  /** What is wrong after every control of an explorer was moved; at length, to both of its ends. */
  async function tried(figure, atLength) {
    const { name, controls } = spec(figure);
    const wrong = [];
    for (const control of controls) {
      const before = drawn(figure);
      let moved = false;
      for (const value of others(figure, control)) {
        if (moved && !atLength) break;
        give(figure, control.key, value);
        await frames();
        moved ||= drawn(figure) !== before;
        if (/NaN|undefined/.test(drawn(figure))) wrong.push(`${name}.${control.key} = ${value}: NaN`);
      }
      if (!moved) wrong.push(`${name}.${control.key} moves nothing`);
      figure.querySelector(".explorer-reset").click();
      await frames();
    }
    return wrong;
  }

  const acts = {
    /** Explorers that are not alive, and what is wrong with the controls of every so many. */
    async moves(every) {
      const wrong = figures().filter((figure) => !figure.classList.contains("explorer--live"));
      const found = wrong.map((figure) => `${figure.dataset.explorer} is not alive`);
      for (const [i, figure] of figures().entries())
        if (i % every === 0) found.push(...(await tried(figure, every === 1)));
      return found;
    },

    /** Of a slider: its value, the step a hand snaps to, its value in the link. */
    async dragged(selector) {
      await settled();
      const input = document.querySelector(selector);
      const figure = input.closest("figure");
      const { name, controls } = spec(figure);
      const { step, typed_step, stretch } = controls.find(({ key }) => key === input.name);
      const snaps = stretch ? typed_step : step; // a stretched track has room for fine steps
      return [Number(input.value), snaps, Number(new URL(linked(figure)).searchParams.get(`${name}.${input.name}`))];
    },

    /** Clicks two switches or options of every explorer. */
    async touch() {
      for (const figure of figures()) {
        const found = figure.querySelectorAll("[type=checkbox][name], [type=radio][name]:not(:checked)");
        [...found].slice(0, 2).forEach((each) => each.click());
      }
      await settled();
    },

    /** Explorers that look or speak otherwise once every control has said its own value again; and all links. */
    async apart() {
      await settled();
      const before = figures().map(seen);
      const states = figures().map((figure) => [figure.dataset.explorer, linked(figure), shown(figure)]);
      for (const [i, figure] of figures().entries())
        for (const [key, value] of Object.entries(states[i][2])) give(figure, key, value);
      await settled();
      const moved = figures().filter((figure, i) => seen(figure) !== before[i]);
      return { states, moved: moved.map((figure) => figure.dataset.explorer) };
    },

    /** Widths of the explorers, and into how many columns their parts are laid. */
    columns() {
      const boxes = ".explorer-controls, .explorer-charts, .explorer-stage, .explorer-panel";
      const columns = (box) => getComputedStyle(box).gridTemplateColumns.split(" ").length;
      return {
        widths: figures().map((figure) => figure.getBoundingClientRect().width),
        columns: figures().map((figure) => [...figure.querySelectorAll(boxes)].map(columns)),
      };
    },

    /** The numbers and words of an explorer in each of these states. */
    async tells(name, states) {
      const figure = document.querySelector(`figure[data-explorer="${name}"]`);
      const found = [];
      for (const state of states) {
        for (const [key, value] of Object.entries(state)) give(figure, key, value);
        await settled();
        const cells = [...figure.querySelectorAll(".explorer-data tbody > tr > *")];
        const text = cells.filter((each) => !("value" in each.dataset));
        const named = [...figure.querySelectorAll("svg[aria-label]")].map((each) => each.getAttribute("aria-label"));
        const heads = [...figure.querySelectorAll("th[data-column]")].map((each) => each.textContent);
        found.push({
          numbers: cells.map((each) => Number(each.dataset.value ?? NaN)).filter((each) => !Number.isNaN(each)),
          words: [words(figure), ...named, ...heads, ...text.map((each) => each.textContent)],
        });
      }
      return found;
    },
  };
  return acts[name](...values);
}
