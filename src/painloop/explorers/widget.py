"""The three faces of a declared explorer: a widget in Jupyter, live HTML in the page, and a still figure."""

import json
from dataclasses import asdict
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

import anywidget
import traitlets
from traitlets import MetaHasTraits

from painloop.explorers import table
from painloop.explorers.declaration import Control, Curves, Declaration, Radio, Slider, Value
from painloop.explorers.sources.regimen import Regimen
from painloop.explorers.state import measured, run, tell
from painloop.explorers.still import as_svg, data_url, draw
from painloop.markup import script_json
from painloop.trajectory import Trajectory


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
        source, state = self.declaration.source, self.state
        if isinstance(source, Regimen):
            return source.course(self.declaration, state, source.times(state))
        return self.curves()

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
        declaration, curves = self.declaration, self.curves()
        words = escape(tell(declaration.summary, measured(declaration, self.state, curves)))
        image = data_url(as_svg(draw(declaration, self.state, curves)))
        few = declaration.source.few(declaration, self.state, curves)
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
                declaration.source.listing(),
                table.html(table.columns(declaration, self.state, few)),
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
        "model": declaration.model.name if declaration.model else None,
        "rivals": {key: model.name for key, model in declaration.rivals.items()},
        **json.loads(json.dumps(plain, default=asdict)),
    }
