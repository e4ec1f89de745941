"""A declared explorer as a widget in Jupyter, and as the mount in a page that the book's scripts bring to life.

Where neither is at work (GitHub's preview, nbconvert, Jupyter without the widget's extension) a note says what it is
and where it lives. The book leaves the note out, and puts picture, words and numbers of the state into the mount.
"""

import json
from dataclasses import asdict
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

import anywidget
import traitlets
from IPython.display import display
from traitlets import MetaHasTraits

from painloop.explorers.controls import Control, Radio, Slider, Value
from painloop.explorers.declaration import Declaration
from painloop.explorers.trajectory import trajectory
from painloop.runs.trajectory import Trajectory
from painloop.web.markup import script_json


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

    def trajectory(self) -> Trajectory:
        """The model run in time with the numbers of the controls.

        Raises:
            ValueError: if nothing in this explorer runs in time; it names the function to call instead.
        """
        return trajectory(self.declaration, self.state)

    def _ipython_display_(self) -> None:
        """Show the note and then the explorer, whose style hides the note once it is alive."""
        for data, metadata in (({"text/html": note(self.declaration)}, {}), self._repr_mimebundle_()):
            display(data, metadata=metadata, raw=True)

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        bundle = super()._repr_mimebundle_(**kwargs)
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        return {**(data or {}), "text/html": self._mount()}, metadata

    def _mount(self) -> str:
        """The page's mount: the declaration and the starting state as data, in which nothing is to be read."""
        start = escape(json.dumps({**self.state, "compact": self.compact}, sort_keys=True))
        return (
            f'<figure class="explorer" data-explorer="{self.declaration.name}" data-start="{start}">\n'
            f'<script type="application/json" class="explorer-spec">{script_json(self.spec)}</script>\n</figure>'
        )


def note(declaration: Declaration) -> str:
    """What an explorer is, its caution, and where it can be moved.

    An output of its own: nbconvert shows one form of each, and takes the widget, which without a network shows nothing.
    """
    return (
        f'<div class="explorer-elsewhere"><p><strong>{escape(declaration.title)}</strong></p>'
        f"<p>{escape(declaration.caution)}</p>"
        f"<p>It can be moved in the built book, at <code>simulations.html?embed={declaration.name}</code>, "
        "and in JupyterLab.</p></div>"
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
    return MetaHasTraits(name, (Explorer,), body)  # type: ignore[return-value]  # a metaclass makes classes


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
