"""A state of an explorer that a lesson opens: as a query for the address of the page, and in words."""

from collections.abc import Mapping
from urllib.parse import urlencode

from painloop.explorers.controls import Control, Radio, Slider, Value
from painloop.explorers.declaration import Declaration


def query(explorer: Declaration, preset: str, values: Mapping[str, Value]) -> str:
    """What stands behind the `?` of an address that opens the explorer in this state."""
    asked = ({"preset": preset} if preset else {}) | dict(values)
    return urlencode({f"{explorer.name}.{key}": value for key, value in asked.items()})


def in_words(explorer: Declaration, preset: str, values: Mapping[str, Value]) -> str:
    """The labels of the preset and of the controls, as the page shows them.

    Raises:
        ValueError: if the explorer has no such preset or control, or the control does not take the value.
    """
    presets = {each.id: each.label for each in explorer.presets}
    controls = {each.key: each for each in explorer.controls}
    if preset and preset not in presets:
        raise ValueError(f"the explorer {explorer.name} has no preset {preset!r}; it has {', '.join(presets)}")
    for key in values:
        if key not in controls:
            raise ValueError(f"the explorer {explorer.name} has no control {key!r}; it has {', '.join(controls)}")
    named = [presets[preset]] if preset else []
    return "; ".join(named + [_setting(controls[key], value) for key, value in values.items()])


def _setting(control: Control, value: Value) -> str:
    """A control and its value.

    Raises:
        ValueError: if it does not take the value; says what it takes.
    """
    if not _takes(control, value):
        raise ValueError(f"{control.key} is {value!r}, but it takes {_taken(control)}")
    if isinstance(control, Radio):
        return f"{control.label}: {control.options[str(value)]}"
    if isinstance(control, Slider):
        return f"{control.label}: {value} {control.unit}".rstrip()
    return f"{control.label}: {'shown' if value else 'hidden'}"


def _takes(control: Control, value: Value) -> bool:
    if isinstance(control, Radio):
        return value in control.options
    if isinstance(value, bool) or not isinstance(control, Slider):
        return isinstance(value, bool) and not isinstance(control, Slider)
    return not isinstance(value, str) and control.low <= value <= control.high and not (control.whole and value % 1)


def _taken(control: Control) -> str:
    if isinstance(control, Radio):
        return f"one of {', '.join(control.options)}"
    if isinstance(control, Slider):
        return f"a {'whole ' if control.whole else ''}number from {control.low:g} to {control.high:g}"
    return "true or false"
