"""All there is to know of a model, printed from the model: equations, variables, parameters, presets, docstring."""

import re
from collections.abc import Iterable, Sequence
from html import escape
from inspect import getdoc

from painloop import models
from painloop.data import references as sources
from painloop.equations.model import Model, Readout, State
from painloop.equations.printers import aligned, lines, to_latex
from painloop.equations.quantity import Grade, Quantity
from painloop.models.patient_on_ldn import PRESETS, Position
from painloop.models.receptor_blockade import ACCOUNTS
from painloop.pages.printed import WORDY, Printed, as_text, cite, folded, joined, rows_as_table

LEADS = (
    "The idea",
    "In words",
    "Assumptions",
    "Left out",
    "What the scans say",
    "How far to trust it",
    "Sources",
)  # how the parts of a model's docstring begin
PUBLISHED_NAMES = {"trial_on_paper": "virtual_trial"}  # a renamed model keeps the ids that were published


def equation(model: Model, label: str, beyond: Model | None = None) -> Printed:
    """A model's equations under one number, folded; with `beyond`, only those which that model does not have."""
    return folded(f"Equations: {model.title}", _numbered(to_latex(model, beyond), label))


def _numbered(tex: str, label: str) -> Printed:
    return Printed(f"$$\n{tex}\n$$ ({label})", f"<div>$$\n{escape(tex)}\n$$</div>")


def parameters(model: Model, name: str, beyond: Model | None = None) -> Printed:
    """A model's parameters with unit, range, grade and source, folded; `name` labels the table.

    With `beyond`, only those which that model does not have.
    """
    return folded(f"Numbers, each with its grade: {model.title}", _parameters(model, name, beyond))


def _parameters(model: Model, name: str, beyond: Model | None, keys: bool = False) -> Printed:
    known = {quantity.key for quantity in beyond.parameters} if beyond else set()
    rows = [_parameter_row(quantity, keys) for quantity in model.parameters if quantity.key not in known]
    heads = ["Symbol", "Meaning", "Value", "Unit", "Range", "Grade", "Source"]
    return rows_as_table(heads, rows, f"Parameters: {model.title}", name, kind="" if keys else WORDY)


def _parameter_row(quantity: Quantity, key: bool) -> list[str]:
    fixed = quantity.low == quantity.high
    return [
        f"${quantity.symbol}$",
        f"{quantity.name}, `{quantity.key}`" if key else quantity.name,
        _number(quantity.default),
        _unit(quantity.unit),
        "fixed" if fixed else f"{_number(quantity.low)} to {_number(quantity.high)}",
        _grade(quantity.grade),
        "; ".join(cite(key) for key in quantity.sources),
    ]


def _number(value: float) -> str:
    """To six digits; very small and very large ones as a multiple of a power of ten."""
    digits, _, power = f"{value:g}".partition("e")
    return rf"${digits} \times 10^{{{int(power)}}}$" if power else digits


def _unit(unit: str) -> str:
    return "–" if unit == "1" else unit


def _grade(grade: Grade, words: str = "") -> str:
    return f'<span class="grade grade--{grade}">{words or grade}</span>'


def variables(model: Model, name: str, beyond: Model | None = None) -> Printed:
    """A model's states, with where they start, and its readouts; with `beyond`, those which that model lacks."""
    known = {s.key for s in beyond.states} | {r.key for r in beyond.readouts} if beyond else set()
    rows = [
        _variable_row(each, f"state, starts at {_number(each.start)}") for each in model.states if each.key not in known
    ]
    rows += [_variable_row(each, "readout") for each in model.readouts if each.key not in known]
    return rows_as_table(["Symbol", "Meaning", "Unit", "Kind"], rows, f"States and readouts: {model.title}", name)


def _variable_row(variable: State | Readout, kind: str) -> list[str]:
    return [f"${variable.symbol}$", f"{variable.name}, `{variable.key}`", _unit(variable.unit), kind]


def presets(name: str, shown: Iterable[Position] = PRESETS) -> Printed:
    """Positions in the argument: what each says, how firmly it stands, and which values it changes."""
    heads = ["Preset", "What it says", "Grade", "Account of blockade", "Values changed"]
    return rows_as_table(heads, map(_preset_row, shown), "Presets of the patient on low-dose naltrexone", name)


def _preset_row(preset: Position) -> list[str]:
    quantities = {quantity.key: quantity for quantity in preset.model.parameters}
    changed = [
        f"${quantities[key].symbol}$ = {_number(value)} {quantities[key].unit.removeprefix('1')}".strip()
        for key, value in preset.values.items()
    ]
    account = ACCOUNTS[preset.account]
    return [preset.name, preset.statement, _grade(preset.grade), account, "; ".join(changed) or "none"]


def every_model(shown: Sequence[Model] = models.ALL) -> Printed:
    """A list of the models with links, then a section for each."""
    families = _families(shown)
    heads = ["Model", "What it is about", "Grades of its numbers"]
    listed = rows_as_table(heads, (_overview_row(first) for first, _ in families), "The models", "tab-models")
    return joined(listed, *(model(first, others) for first, others in families))


def _families(shown: Sequence[Model]) -> list[tuple[Model, list[Model]]]:
    """Each model that has a file of its name, with the others from that file: the same under another account."""
    firsts = [each for each in shown if each.name in models.__all__]
    return [(first, [each for each in shown if each.name.startswith(f"{first.name}_")]) for first in firsts]


def _overview_row(model: Model) -> list[str]:
    grades = [quantity.grade for quantity in model.parameters]
    counts = " ".join(_grade(grade, f"{grades.count(grade)} {grade}") for grade in Grade if grade in grades)
    return [f"[{model.title}](#{_label('model', model)})", docstring(model.name).myst.split("\n")[0], counts]


def model(shown: Model, others: Iterable[Model] = ()) -> Printed:
    """A section on a model; of `others`, the same model under another account, only what differs."""
    return joined(
        Printed(f"({_label('model', shown)})=\n### {shown.title}", f"<h3>{escape(shown.title)}</h3>"),
        docstring(shown.name),
        as_text(f"In the code: `painloop.models.{shown.name}`."),
        *_details(shown),
        *(folded(f"What differs: {other.title}", joined(*_details(other, beyond=shown))) for other in others),
    )


def docstring(name: str) -> Printed:
    """What the file of a model says of it: the names of its parts in bold, its sources as citations."""
    text = re.sub(rf"(?<=\n\n)((?:{'|'.join(LEADS)})\b[^.:]*[.:])", r"**\1**", getdoc(getattr(models, name)) or "")
    return as_text(re.sub(r"\w+", lambda word: cite(word[0]) if word[0] in sources.read().entries else word[0], text))


def _details(model: Model, beyond: Model | None = None) -> list[Printed]:
    """A model's equations in groups, its variables and its parameters; with `beyond`, what that model lacks."""
    return [
        *_groups(model, beyond),
        variables(model, _label("tab-variables", model), beyond),
        _parameters(model, _label("tab-parameters", model), beyond, keys=True),
    ]


def _groups(model: Model, beyond: Model | None) -> list[Printed]:
    """The equations under up to three numbers, each after a line that says what they are; the first is `eq-model-…`."""
    own = lines(model)
    known = {line for group in lines(beyond) for line in group} if beyond else set()
    groups = (
        ("eq-rates", "How the states change, and what a dose does to them:", own.rates + own.doses),
        ("eq-readouts", "What is read out:", own.readouts),
        ("eq-shorthands", "Shorthands for expressions of parameters:", own.definitions),
    )
    shown: list[Printed] = []
    for prefix, title, group in groups:
        if new := [line for line in group if line not in known]:
            shown += [as_text(title), _numbered(aligned(new), _label(prefix if shown else "eq-model", model))]
    return shown


def _label(prefix: str, model: Model) -> str:
    name = PUBLISHED_NAMES.get(model.name, model.name)
    return f"{prefix}-{name.replace('_', '-')}"
