"""The three faces of a declared explorer: a widget in Jupyter, live HTML in the page, and a still figure."""

import json
from dataclasses import asdict, replace
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

import anywidget
import numpy as np
import traitlets
from traitlets import MetaHasTraits

from painloop.explorers.declaration import Control, Declaration, Radio, Regimen, Slider, Value
from painloop.explorers.state import Curves, asked, course, doses, measured, run, tell
from painloop.explorers.still import as_svg, data_url, draw
from painloop.markup import script_json
from painloop.simulate import simulate
from painloop.trajectory import Trajectory

FALLBACK_HOURS = (0, 1, 2, 4, 8, 12, 24)  # then daily: enough to read the still figure's numbers


class Explorer(anywidget.AnyWidget):
    """What every explorer can do. Each control is a trait: `observe`, `jslink` and assignment work."""

    declaration: Declaration
    compact = traitlets.Bool(False, help="only the first control and the last view, for a landing page").tag(sync=True)
    spec = traitlets.Dict(read_only=True, help="the declaration, for the browser").tag(sync=True)

    def __init__(self, **traits: Any) -> None:
        """Start in the declaration's default state, but for the controls named.

        Raises:
            TypeError: if there is no control of that name.
            traitlets.TraitError: if a value is outside its range.
        """
        unknown = set(traits) - set(self.declaration.defaults) - {"compact"}
        if unknown:
            known = ", ".join(self.declaration.defaults)
            raise TypeError(f"{type(self).__name__} has no control {', '.join(sorted(unknown))}; it has {known}")
        super().__init__(**traits)

    @traitlets.default("spec")
    def _declared(self) -> dict[str, Any]:
        return as_json(self.declaration)

    @property
    def state(self) -> dict[str, Value]:
        """The controls' values."""
        return {key: getattr(self, key) for key in self.declaration.defaults}

    def trajectory(self) -> Trajectory | Curves:
        """What is drawn, as arrays: a trajectory, or, where nothing runs in time, curves along the axis."""
        model, source = self.declaration.model_of(self.state), self.declaration.source
        return course(model, source, self.state) if isinstance(source, Regimen) else self.curves()

    def describe(self) -> str:
        """The state in words."""
        return tell(self.declaration.summary, measured(self.declaration, self.state, self.curves()))

    def curves(self) -> Curves:
        """The curves on the page, each over the points along its axis."""
        return run(self.declaration, self.state)

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        bundle = super()._repr_mimebundle_(**kwargs)
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        return {**(data or {}), "text/html": self._page()}, metadata

    def _page(self) -> str:
        """The page's mount: the declaration and the starting state as data, the still figure as content."""
        declaration = self.declaration
        words = escape(self.describe())
        image = data_url(as_svg(draw(declaration, self.state, self.curves())))
        start = json.dumps({**self.state, "compact": self.compact}, sort_keys=True)
        spec = script_json(self.spec)
        return "\n".join(
            (
                f'<figure class="explorer" data-explorer="{declaration.name}" data-start="{escape(start)}">',
                f'<script type="application/json" class="explorer-spec">{spec}</script>',
                f'<figcaption class="explorer-title">{escape(declaration.title)}</figcaption>',
                '<div class="explorer-fallback">',
                f'<img alt="{words}" src="{image}">',
                f"<p>{words}</p>",
                _table(declaration, self.state),
                f"<p>{escape(declaration.caution)}</p>",
                "</div></figure>",
            )
        )


def widget_class(declaration: Declaration, doc: str) -> type[Explorer]:
    """The widget of a declaration; one trait for each control."""
    name = "".join(word.capitalize() for word in declaration.name.split("-"))
    body = {
        "__doc__": doc,
        "__module__": __name__,
        "declaration": declaration,
        "_esm": _asset("painloop-widget.js"),
        "_css": _asset("painloop.css"),
        **{control.key: _trait(control) for control in declaration.controls},
    }
    return MetaHasTraits(name, (Explorer,), body)  # type: ignore[return-value]


@cache
def _asset(name: str) -> str:
    path = files("painloop") / "assets" / name
    if not path.is_file():
        raise FileNotFoundError(f"{path} is missing; run `make book` (or `pip install -e .`), which builds it")
    return path.read_text(encoding="utf-8")


def _trait(control: Control) -> Any:
    if isinstance(control, Slider):
        kind: Any = traitlets.Int if control.whole else traitlets.Float
        return kind(control.default, min=control.low, max=control.high, help=control.help).tag(sync=True)
    if isinstance(control, Radio):
        return traitlets.Enum(list(control.options), control.default, help=control.help).tag(sync=True)
    return traitlets.Bool(control.default, help=f"show {control.label}").tag(sync=True)


def as_json(declaration: Declaration) -> dict[str, Any]:
    """A declaration as plain data, its model by name."""
    fields = [name for name in declaration.__dataclass_fields__ if name not in ("model", "rivals")]
    plain = {name: getattr(declaration, name) for name in fields}
    return {
        "model": declaration.model.name,
        "rivals": {key: model.name for key, model in declaration.rivals.items()},
        **json.loads(json.dumps(plain, default=asdict)),
    }


def _table(declaration: Declaration, state: dict[str, Value]) -> str:
    """The still figure's numbers at a few places; the live page has every point."""
    curves, axis = _few(declaration, state), declaration.source.axis
    columns = [(view, series) for view in declaration.views for series in declaration.shown(view, state)]
    head = "".join(f'<th scope="col" data-column="{s.key}">{s.label} ({v.unit})</th>' for v, s in columns)
    rows = []
    for i, at in enumerate(curves.along.tolist()):
        values = [(float(view.factor * curves[series.key][i]), view) for view, series in columns]
        cells = "".join(f'<td data-value="{v!r}">{v:.{1 if view.factor == 100 else 4}f}</td>' for v, view in values)
        rows.append(f'<tr><td data-value="{at!r}">{at:g}</td>{cells}</tr>')
    return (
        '<details class="explorer-data"><summary>Table of what is drawn</summary><table>'
        f'<thead><tr><th scope="col" data-column="{axis.key}">{axis.label} ({axis.unit})</th>{head}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></details>"
    )


def _few(declaration: Declaration, state: dict[str, Value]) -> Curves:
    """The curves at round hours, or at ten places along another axis."""
    source = declaration.source
    if not isinstance(source, Regimen):
        return asked(declaration.model_of(state), replace(source, points=10), state)
    end = float(state[source.days]) * source.every
    hours = np.array([hour for hour in (*FALLBACK_HOURS, *range(48, int(end) + 1, 24)) if hour <= end], float)
    course = simulate(declaration.model, hours, doses=doses(source, state))
    return Curves(course.times, course.columns)
