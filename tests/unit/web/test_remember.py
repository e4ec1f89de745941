"""What was found is given again: only for the same question to the same model, and never changed on the way."""

from random import Random

from faces import EXPLORERS, random_states
from javascript import run as javascript

from painloop.explorers.widget import as_json

ASKED = """
const asked = [];
const ask = remember.remembering((model, ...question) => {
  asked.push([model.name, ...question]);
  return { model, question };
});
const [one, two] = [{ name: "one" }, { name: "two" }];
"""


def test_the_same_question_is_not_asked_twice_and_another_is():
    told = javascript(
        f"{ASKED} const first = ask(one, 1, {{ a: 2 }}); const again = ask(one, 1, {{ a: 2 }});"
        "ask(one, 1, { a: 3 }); ask(two, 1, { a: 2 }); ask(one, '1', { a: 2 });"
        "return [first === again, asked];"
    )
    others = [["one", 1, {"a": 3}], ["two", 1, {"a": 2}], ["one", "1", {"a": 2}]]
    assert told == [True, [["one", 1, {"a": 2}], *others]]


def test_of_a_model_few_answers_are_kept_and_the_oldest_goes_first():
    told = javascript(f"{ASKED} for (const i of [...Array(30).keys(), 29, 0]) ask(one, i); return asked.slice(30);")
    assert told == [["one", 0]]


def test_an_answer_that_is_asked_for_again_and_again_stays():
    told = javascript(f"{ASKED} for (let i = 0; i < 30; i++) ask(one, 'told'), ask(one, i); return asked.length;")
    assert told == 31


def test_a_state_is_the_same_whatever_was_asked_before():
    """Nobody writes in what is remembered, and nothing is taken for something else: asked in any order, in two runs."""
    cases = [
        {"spec": as_json(each.declaration), "values": values}
        for each in EXPLORERS.values()
        for values in [each.declaration.defaults, *random_states(each.declaration, 6)]
    ]
    order = Random(17).sample(range(len(cases)), len(cases))
    body = """return input.cases.map(({ spec, values }) => {
      const unknown = () => Object.fromEntries(Object.entries(models).map(([key, model]) => [key, { ...model }]));
      const { curves, measures } = state.momentOf(spec, input.remembers ? models : unknown(), values);
      const plain = (_, each) => (ArrayBuffer.isView(each) ? Array.from(each, String) : each);
      return JSON.stringify([curves, measures], plain);
    });"""
    once = javascript(body, {"cases": cases, "remembers": False})  # of models nothing is remembered that are new
    shuffled = javascript(body, {"cases": [cases[i] for i in order], "remembers": True})
    again = javascript(body, {"cases": cases, "remembers": True})
    assert again == once
    different = [cases[i]["spec"]["name"] for i, text in zip(order, shuffled, strict=True) if text != once[i]]
    assert not different
