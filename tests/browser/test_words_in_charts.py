"""What is written in charts can be read: no word stands on another, and no curve runs through one."""

from itertools import combinations

import pytest
from faces import named_states, random_states
from on_page import every

# Taken every night, plasma alone would block and free half of the receptors each day: a curve crosses all of that line.
CROSSED = {("dose-clock", "half")}
# The texts of each chart that can be chosen, each with what runs through it: curves of another colour.
READ = """async (figure) => {
  const AIR = 2; // px by which letters are lower than their box
  const boxOf = (text) => {
    const { left, right, top, bottom } = text.getBoundingClientRect();
    const { paintOrder, stroke, fill } = getComputedStyle(text);
    const haloed = paintOrder.startsWith("stroke") && stroke !== "none";
    return { words: text.textContent, left, right, top: top + AIR, bottom: bottom - AIR, fill, haloed, struck: [] };
  };
  function* along(path) { // every other px
    const corners = [...path.getAttribute("d").matchAll(/([ML])(-?[\\d.]+),(-?[\\d.]+)/g)];
    for (const [i, [, kind, x, y]] of corners.entries()) {
      if (kind === "M") continue;
      const [, , x0, y0] = corners[i - 1], steps = Math.ceil(Math.hypot(x - x0, y - y0) / 2) || 1;
      for (let k = 1; k <= steps; k++) yield [+x0 + ((x - x0) * k) / steps, +y0 + ((y - y0) * k) / steps];
    }
  }
  function strike(svg, path, texts) {
    const { stroke } = getComputedStyle(path), { a, d, e, f } = path.getScreenCTM();
    const { x: left, y: top, width, height } = svg.querySelector("clipPath rect").getBBox();
    for (const [x, y] of along(path)) {
      if (x < left || x > left + width || y < top || y > top + height) continue;
      const [across, down] = [a * x + e, d * y + f];
      for (const each of texts)
        if (across > each.left && across < each.right && down > each.top && down < each.bottom && stroke !== each.fill)
          if (!each.struck.includes(path.dataset.series)) each.struck.push(path.dataset.series);
    }
  }
  const read = (svg) => {
    const { left, right } = svg.getBoundingClientRect();
    const texts = [...svg.querySelectorAll("text")].filter((text) => text.textContent).map(boxOf);
    if (svg.querySelector("clipPath")) // a view of curves
      svg.querySelectorAll(".chart__curves path").forEach((path) => strike(svg, path, texts));
    return { left, right, texts };
  };
  const charts = [];
  for (const tab of figure.querySelectorAll(".explorer-tab")) {
    tab.click();
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))));
    const svg = figure.querySelector(`[data-picture="${tab.dataset.picture}"] svg.chart`);
    if (svg) charts.push(read(svg));
  }
  return charts;
}"""


def overlap(one, other):
    return (
        one["left"] < other["right"]
        and other["left"] < one["right"]
        and one["top"] < other["bottom"]
        and other["top"] < one["bottom"]
    )


def read(explorer, state):
    explorer.set(**state)
    return explorer.figure.evaluate(READ)


def outside(chart):
    return [
        each["words"]
        for each in chart["texts"]
        if each["left"] < chart["left"] - 1 or each["right"] > chart["right"] + 1
    ]


def one_on_another(chart):
    return [(one["words"], other["words"]) for one, other in combinations(chart["texts"], 2) if overlap(one, other)]


def struck(chart, name):
    return {
        each["words"]: each["struck"]
        for each in chart["texts"]
        if each["struck"] and (name, each["words"]) not in CROSSED
    }


@every
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.accessibility("eye")
def test_no_word_of_a_chart_is_cut_or_stands_on_another_and_no_curve_runs_through_one(name, width, shared_one):
    explorer = shared_one(name, width=width)
    for state in named_states(explorer.declaration):
        for chart in read(explorer, state):
            assert (outside(chart), one_on_another(chart), struck(chart, name)) == ([], [], {}), state


@every
def test_where_there_is_no_room_a_halo_keeps_curves_out_of_words(name, shared_one):
    explorer = shared_one(name, width=390)
    for state in random_states(explorer.declaration, 3):
        for chart in read(explorer, state):
            assert all(each["haloed"] for each in chart["texts"] if each["struck"]), state
