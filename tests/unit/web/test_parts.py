"""Long work in parts: what is done when, what is said meanwhile, and that leaving or hurrying it changes no answer."""

import pytest
from javascript import run as javascript

# Work of `count` steps that take 4 ms each by a clock in the test's hand, and whoever waits for a turn.
BY_HAND = """
const own = [performance, setTimeout, clearTimeout];
const [waiting, said] = [[], []];
let clock = 0;
globalThis.performance = { now: () => clock };
globalThis.setTimeout = (turn) => waiting.push(turn);
globalThis.clearTimeout = (id) => id && (waiting[id - 1] = null);
const steps = [];
function* work(count) {
  for (let i = 1; i <= count; i++) {
    steps.push(i);
    clock += 4;
    yield i;
  }
  return `all ${count}`;
}
const answers = [];
const begin = (count) => parts.inParts(work(count), (answer) => answers.push(answer), (count) => said.push(count));
const turn = () => waiting.splice(0).forEach((next) => next?.());
try {
%s
} finally {
  [globalThis.performance, globalThis.setTimeout, globalThis.clearTimeout] = own;
}"""


def by_hand(body):
    return javascript(BY_HAND % body)


def test_what_is_done_at_once_gives_what_the_work_returns():
    assert by_hand("return [parts.atOnce(work(5)), steps, said];") == ["all 5", [1, 2, 3, 4, 5], []]


def test_short_work_is_done_before_anything_else():
    assert by_hand("const all = begin(2); return [answers, all.ended(), waiting.length];") == [["all 2"], True, 0]


def test_long_work_lets_others_have_their_turn_and_says_how_far_it_is():
    """Ten ms are three steps of four: after each three it waits for a turn."""
    told = by_hand(
        "const seen = []; const all = begin(7);"
        "for (let i = 0; i < 3; i++) { seen.push([steps.length, answers.length, all.ended()]); turn(); }"
        "return [seen, said, answers, waiting.length];"
    )
    assert told == [[[3, 0, False], [6, 0, False], [7, 1, True]], [3, 6], ["all 7"], 0]


def test_work_that_is_left_is_never_heard_of_again():
    told = by_hand(
        "const all = begin(7); all.stop(); turn(); all.hurry(); return [steps.length, answers, all.ended()];"
    )
    assert told == [3, [], True]


@pytest.mark.parametrize("turns", [0, 1])
def test_work_that_is_hurried_ends_now_and_once(turns):
    told = by_hand(
        f"const all = begin(12); for (let i = 0; i < {turns}; i++) turn(); all.hurry();"
        "const now = [...answers]; turn(); turn(); all.hurry(); return [now, answers, steps.length, all.ended()];"
    )
    assert told == [["all 12"], ["all 12"], 12, True]
