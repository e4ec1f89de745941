"""The explorers, states of them, and what holds in every state."""

import re

import numpy as np
from oracle import explored

from painloop import explorers
from painloop.explorers.controls import Radio, Slider

NONSENSE = {"nan", "inf", "null", "undefined"}
EXPLORERS = {name: getattr(explorers, name) for name in explorers.__all__}


def named_states(declaration):
    """The default, every preset, and what a prediction shows."""
    shown = [declaration.prediction.values] if declaration.prediction else []
    changes = [{}, *(preset.values for preset in declaration.presets), *shown]
    return [{**declaration.defaults, **each} for each in changes]


def edge_states(declaration):
    """Every slider at its ends, every option of a radio."""
    ends = [{c.key: end} for c in declaration.controls if isinstance(c, Slider) for end in (c.low, c.high)]
    options = [{c.key: option} for c in declaration.controls if isinstance(c, Radio) for option in c.options]
    return [{**declaration.defaults, **each} for each in (*ends, *options)]


def random_states(declaration, count, seed=20261123):
    random = np.random.default_rng(seed)
    return [{c.key: _at_random(c, random) for c in declaration.controls} for _ in range(count)]


def _at_random(control, random):
    if isinstance(control, Slider):
        value = float(random.uniform(control.low, control.high))
        return round(value) if control.whole else value
    return str(random.choice(list(control.options))) if isinstance(control, Radio) else bool(random.integers(2))


def sound(declaration, states):
    """What is said of each state makes sense, and nothing that is drawn is infinite."""
    for state, found in zip(states, explored(declaration, *states), strict=True):
        for text in (found.summary, *found.findings):
            assert text.endswith((".", ".”")), (text, state)
            assert not NONSENSE & set(text.lower().replace("\u00a0", " ").split()), (text, state)
            assert "  " not in text
            assert not re.search(r"[{}]", text), (text, state)
        _drawn(declaration, state, found)


def _drawn(declaration, state, found):
    for view in declaration.views:
        for series in view.series:
            if view.kind == "lines" and not series.over:
                assert len(found[series.key]) == len(found.along)
            assert not np.isinf(found[series.key]).any(), (series.key, state)
