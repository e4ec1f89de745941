"""A state that takes longer than a frame is computed in parts: the page answers meanwhile, and nothing is early."""

import pytest
from on_page import Explorer

HEAVIEST = {"trials": 200, "patients": 400, "design": "crossover"}
# A new series of people, and what happens until its picture: turns of the page, and what it shows meanwhile.
WATCHED = """([figure, seeds, hurries]) => new Promise((done) => {
  const slider = figure.querySelector('[name="seed"]');
  const text = (name) => figure.querySelector(name).textContent;
  const shows = () => ({
    typed: slider.closest(".control").querySelector(".control__typed").value,
    drawn: figure.querySelector("svg .chart__series, svg [data-series]").outerHTML, answer: text(".explorer-answer"),
    link: text(".explorer-settings"), table: text(".explorer-data"),
  });
  const told = { before: shows(), turns: 0, rendered: 0, meanwhile: null };
  figure.addEventListener("explorer:rendered", () => (told.rendered += 1));
  const next = () => {
    slider.value = seeds.shift();
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    requestAnimationFrame(() => requestAnimationFrame(turn));
  };
  const turn = () => {
    if (!told.rendered) { told.turns += 1; told.meanwhile = shows(); }
    if (!told.rendered && seeds.length) return next();
    if (!told.rendered && hurries) { dispatchEvent(new Event("beforeprint")); told.hurried = shows(); }
    if (told.rendered) setTimeout(() => done({ ...told, after: shows() }), 2000);
    else setTimeout(turn);
  };
  next();
})"""


@pytest.fixture
def trial(open_one) -> Explorer:
    """The virtual trial at its heaviest, on a slow machine."""
    explorer = open_one("virtual-trial")
    explorer.page.context.new_cdp_session(explorer.page).send("Emulation.setCPUThrottlingRate", {"rate": 6})
    explorer.set(**HEAVIEST)
    explorer.page.wait_for_timeout(900)
    return explorer


def watched(trial, *seeds, hurries=False):
    return trial.page.evaluate(WATCHED, [trial.figure.element_handle(), list(seeds), hurries])


def test_the_page_has_its_turns_while_trials_are_run_and_shows_what_is_set(trial):
    told = watched(trial, 311)
    assert told["turns"] > 1
    assert told["meanwhile"] == {**told["before"], "typed": "311"}
    assert told["rendered"] == 1
    assert "seed=311" in told["after"]["link"]
    assert [part for part in told["after"] if told["after"][part] == told["before"][part]] in ([], ["answer"])


def test_a_new_input_drops_the_run_before_it(trial):
    told = watched(trial, 311, 312)
    assert told["rendered"] == 1, "a dropped run was drawn"
    assert "seed=312" in told["after"]["link"]


def test_a_hand_that_goes_on_moving_sees_pictures(trial):
    """Of two runs in a row only one is dropped: of three inputs the second is drawn, and then the last."""
    told = watched(trial, 311, 312, 313)
    assert told["rendered"] == 2
    assert "seed=313" in told["after"]["link"]
    trial.set(seed=313)
    assert told["after"]["table"] == trial.figure.locator(".explorer-data").text_content()


def test_what_is_printed_in_the_middle_of_a_run_is_what_is_set(trial):
    told = watched(trial, 311, hurries=True)
    assert "seed=311" in told["hurried"]["link"]
    assert told["hurried"] == told["after"]


def test_a_heavy_state_in_the_address_is_there_when_the_page_opens(open_one):
    query = "?" + "&".join(f"virtual-trial.{key}={value}" for key, value in {**HEAVIEST, "seed": 311}.items())
    explorer = open_one("virtual-trial", query)
    assert "seed=311" in explorer.figure.locator(".explorer-settings").text_content()
    assert len(explorer.table()["difference"]) == HEAVIEST["trials"]
