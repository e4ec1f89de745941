"""Steps and challenges: each can be done as its text says, judged by the scripts that judge them in the page."""

import re
from html import unescape

import pytest
from faces import EXPLORERS, named_states
from javascript import run as javascript
from oracle import full, still

from painloop.explorers.controls import Radio, Slider
from painloop.explorers.widget import as_json
from painloop.pages import chapter, lessons
from publish.contents import chapters
from publish.site import BOOK

pytestmark = pytest.mark.slow

DECLARATIONS = {each.declaration.name: each.declaration for each in EXPLORERS.values()}
OF_NAME = {each.declaration.name: each for each in EXPLORERS.values()}
# Whoever was asked for a dose, or to overcome a block, would be rewarded for what is dangerous.
MATTERS_OF_SAFETY = {"dose-clock", "dose-paradox", "receptor-competition"}
MOST_WORDS = 25
QUOTED = re.compile("“([^”]*)”")
ITEM = re.compile(r"^\d+\. (.*(?:\n(?!\d+\.|\n|#).*)*)", re.MULTILINE)
EMPHASISED = re.compile(r"(?<!\*)\*([^*]+)\*(?!\*)")

# What a step says to do beside pressing presets and choosing options: in this order, each after those before it.
DONE: dict[tuple[str, int], list[dict]] = {
    ("dose-clock", 1): [{"hour": 48}],
    ("dose-clock", 2): [{"dose": 5}],
    ("patient-on-ldn", 5): [{"dose": 50}],
    ("potency-gap", 2): [{"pEC50": 6.0}],
    ("stress-test", 3): [{"EC50_TLR4": 50}, {"EC50_TLR4": 150}],
    ("virtual-trial", 1): [{}],  # it is what stands there
    ("virtual-trial", 2): [{"trials": 200}],
}
FIRST: dict[tuple[str, int], list[dict]] = {("virtual-trial", 3): [{"patients": 16}]}  # before the preset
UNNAMED = {("potency-gap", 2)}  # slid: the text names no number

WITNESSES: dict[str, list[dict]] = {
    "claim-check": [
        {"verdict": "contradicted", "topic": "how-common"},
        {"verdict": "unverifiable", "topic": "sources-quoted"},
        {"verdict": "omitted", "topic": "what-naltrexone-is"},
    ],
    "pain-loop": [
        {"days": 2.0, "strength": 3.0, "w": 3.0},
        {"days": 60.0, "strength": 0.24},
        {"days": 20.0, "strength": 1.0, "w": 1.9, "relief": True},
    ],
    "patient-on-ldn": [{"w": 2.4}, {"w": 1.8}, {"pEC50": 7.0}],
    "potency-gap": [{"pEC50": 8.7}, {"account": "brain_retention", "T_max": 0.6}],
    "stress-test": [
        {"EC50_TLR4": 150.0, "tau_G": 110.0, "tau_S": 105.0},
        {"w": 50.0, "u": 50.0, "alpha": 50.0, "T_max": 150.0},
    ],
    "tipping-point": [{"N_0": 0.25}, {"w": 1.5}, {"pace": 150.0}],
    "trial-forest": [
        {"final_2024": False},
        {"younger_2013": True, "final_2024": False},
        {"younger_2013": True, "innova_2026": False, "method": "fixed"},
    ],
    "virtual-trial": [
        {"seed": 12},
        {"patients": 16, "trials": 200},
        {"patients": 100, "design": "crossover"},
    ],
}

every = pytest.mark.parametrize("name", DECLARATIONS)


def judged(declaration, states):
    """What each state has by name, and the places of the steps and challenges whose conditions hold in it."""
    return javascript(
        """const { spec } = input;
        return input.states.map((values) => {
          const measured = measures.measured(spec, values, state.curvesOf(spec, models, values));
          const reached = (all) => all.flatMap(({ when }, i) => words.holds(when, measured) ? [i + 1] : []);
          return { measured, steps: reached(spec.steps), challenges: reached(spec.challenges) };
        });""",
        {"spec": as_json(declaration), "states": states},
    )


def everything(declaration):
    return [*declaration.steps, *declaration.challenges]


def labels(declaration) -> dict[str, dict]:
    """What each preset and option sets, by its label."""
    options = {
        label: {control.key: key}
        for control in declaration.controls
        if isinstance(control, Radio)
        for key, label in control.options.items()
    }
    return {**options, **{preset.label: dict(preset.values) for preset in declaration.presets}}


def followed(declaration) -> list[list[dict]]:
    """The states that whoever follows the steps in their order comes to, step by step."""
    state, found = full(declaration), []
    for place, step in enumerate(declaration.steps, 1):
        case = (declaration.name, place)
        sets = [values for label in QUOTED.findall(step.text) if (values := labels(declaration).get(label))]
        found.append([state := {**state, **each} for each in (*FIRST.get(case, []), *sets, *DONE.get(case, []))])
    return found


@every
def test_each_condition_asks_for_something_that_the_state_has_and_of_its_kind(name):
    declaration = DECLARATIONS[name]
    [found] = judged(declaration, [full(declaration)])
    for each in everything(declaration):
        assert each.when, each.text
        for key, how, value in each.when:
            assert key in found["measured"], (key, each.text)
            assert how in {"==", "!=", "<", "<=", ">", ">="}
            number = isinstance(value, int | float) and not isinstance(value, bool)
            known = found["measured"][key]
            assert number == (isinstance(known, int | float) and not isinstance(known, bool)), (key, each.text)
            assert number or isinstance(known, type(value)), (key, each.text)


@every
def test_each_step_is_done_by_what_its_text_says_and_by_no_other_steps(name):
    """In the order of the list, as the chapter's reader goes, and no sooner than the last thing the text says."""
    declaration = DECLARATIONS[name]
    for place, states in enumerate(followed(declaration), 1):
        assert states, f"step {place} says nothing to do"
        assert judged(declaration, states)[-1]["steps"] == [place], declaration.steps[place - 1].text


@every
def test_what_a_text_quotes_stands_in_the_explorer_and_what_is_done_stands_in_the_text(name):
    declaration = DECLARATIONS[name]
    known = {*labels(declaration), *(getattr(each, "label", "") for each in declaration.controls)}
    known |= {declaration.play.label} if declaration.play else set()
    for each in everything(declaration):
        assert set(QUOTED.findall(each.text)) <= known, each.text
    for (explorer, place), moves in (*DONE.items(), *FIRST.items()):
        if explorer == name and (explorer, place) not in UNNAMED:
            text = declaration.steps[place - 1].text
            assert all(re.search(rf"\b{value:g}\b", text) for move in moves for value in move.values()), text


@every
def test_a_challenge_is_possible_and_no_press_away(name):
    declaration = DECLARATIONS[name]
    assert [found["challenges"] for found in judged(declaration, named_states(declaration))] == [
        [] for _ in named_states(declaration)
    ]
    witnesses = WITNESSES.get(name, [])
    assert len(witnesses) == len(declaration.challenges)
    for place, values in enumerate(witnesses, 1):
        assert OF_NAME[name](**values).state == full(declaration, **values)  # within the controls' ranges
        assert place in judged(declaration, [full(declaration, **values)])[0]["challenges"], values


@every
def test_no_challenge_asks_for_a_dose_or_to_overcome_a_block(name):
    declaration = DECLARATIONS[name]
    assert len(declaration.challenges) in ({0} if name in MATTERS_OF_SAFETY else {2, 3})
    doses = {each.key for each in declaration.controls if isinstance(each, Slider) and each.unit == "mg"}
    for each in declaration.challenges:
        asked = [condition for condition in each.when if condition[0] in doses]
        assert all(asks == (asks[0], "==", declaration.defaults[asks[0]]) for asks in asked), each.text
        assert not re.search(r"\b(mg|dose|tablet|opioid)\b", each.text), each.text


@every
def test_texts_are_short_sentences(name):
    for each in everything(DECLARATIONS[name]):
        assert len(each.text.split()) <= MOST_WORDS, each.text
        assert each.text.endswith((".", "?")), each.text
        assert each.text[0].isupper(), each.text


def test_steps_are_those_of_the_chapters_lists():
    """As many, in their order, and each presses what the chapter's own step says to press."""
    seen = set()
    for stem in (each.stem for each in chapters()):
        if not (declaration := lessons.explorer(chapter.read(BOOK / f"{stem}.md"))):
            continue
        seen.add(declaration.name)
        part = (BOOK / f"{stem}.md").read_text("utf-8").split("\n## Try it\n")[1].split("\n## ")[0]
        items = ITEM.findall(part)
        assert len(items) == len(declaration.steps), stem
        for item, step in zip(items, declaration.steps, strict=True):
            head = re.match(r"\*\*.*?(?<!\*)\*\*(?!\*)", item)
            pressed = EMPHASISED.findall(head[0].strip("*")) if head else []
            for label in pressed:
                assert any(quoted.startswith(label) for quoted in QUOTED.findall(step.text)), (label, step.text)
    assert seen == set(DECLARATIONS)


@every
def test_without_a_script_they_are_a_plain_list(name):
    declaration = DECLARATIONS[name]
    page = unescape(still(declaration, full(declaration)))
    [listed] = re.findall(r'<div class="explorer-steps">(.*?)</div>', page, re.DOTALL)
    assert re.findall(r"<li>(.*?)</li>", listed) == [each.text for each in everything(declaration)]
