"""What a chapter prints: equations, parameters, data, questions, sources and the safety box.

Everything has two faces. The book takes `text/markdown`, which it parses as MyST, so that labels, links and tables
are real. JupyterLab takes `text/html`, where MyST would stay raw. Both are printed from the same value.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from inspect import getdoc
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from markdown_it import MarkdownIt

from painloop import models
from painloop import references as sources
from painloop.markup import script_json
from painloop.model import Model, Readout, State
from painloop.models.patient_on_ldn import PRESETS, Preset
from painloop.models.receptor_blockade import ACCOUNTS
from painloop.printers import to_latex
from painloop.quantity import OURS, Grade, Quantity
from painloop.sentences import filled

if TYPE_CHECKING:
    import pandas as pd

WORDY = "table-words"  # the class of a table of sentences; on a phone the page lays it out as cards
LABELS = {"questions": "Self-check questions", "prediction": "Your prediction"}
LEADS = (
    "The idea",
    "In words",
    "Assumptions",
    "Left out",
    "What the scans say",
    "How far to trust it",
    "Sources",
)  # how the parts of a model's docstring begin


@dataclass(frozen=True)
class Printed:
    """Something to show, as MyST for the book and as HTML for Jupyter."""

    myst: str
    html: str

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/markdown": self.myst, "text/html": self.html}


def equation(model: Model, label: str, beyond: Model | None = None) -> Printed:
    """A model's equations under one number; with `beyond`, only those which that model does not have."""
    return _numbered(to_latex(model, beyond), label)


def _numbered(tex: str, label: str) -> Printed:
    return Printed(f"$$\n{tex}\n$$ ({label})", f"<div>$$\n{escape(tex)}\n$$</div>")


def parameters(model: Model, name: str, beyond: Model | None = None, keys: bool = False) -> Printed:
    """A model's parameters with unit, range, grade and source; `name` labels the table.

    With `beyond`, only those which that model does not have; with `keys`, also their names in code.
    """
    known = {quantity.key for quantity in beyond.parameters} if beyond else set()
    new = [quantity for quantity in model.parameters if quantity.key not in known]
    rows = [_parameter_row(quantity) for quantity in new]
    if keys:
        rows = [[symbol, f"{words}, `{q.key}`", *rest] for q, (symbol, words, *rest) in zip(new, rows, strict=True)]
    heads = ["Symbol", "Meaning", "Value", "Unit", "Range", "Grade", "Source"]
    return _table(f"Parameters: {model.title}", name, heads, rows)


def _parameter_row(quantity: Quantity) -> list[str]:
    fixed = quantity.low == quantity.high
    return [
        f"${quantity.symbol}$",
        quantity.name,
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


def every_model(shown: Sequence[Model] = models.ALL) -> Printed:
    """A list of the models with links, then a section for each."""
    families = _families(shown)
    heads = ["Model", "What it is about", "Grades of its numbers"]
    listed = _table("The models", "tab-models", heads, [_overview_row(first) for first, _ in families])
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
    """All there is to know of a model; of `others`, the same model under another account, only what differs."""
    label = _label("model", shown)
    where = f"In the code: `painloop.models.{shown.name}`."
    return joined(
        Printed(f"({label})=\n### {shown.title}", f"<h3>{escape(shown.title)}</h3>"),
        docstring(shown.name),
        as_text(where),
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
        parameters(model, _label("tab-parameters", model), beyond, keys=True),
    ]


def _groups(model: Model, beyond: Model | None) -> list[Printed]:
    """The equations under up to three numbers, each after a line that says what they are; the first is `eq-model-…`."""
    lines, known = _lines(model), set(_lines(beyond)) if beyond else set()
    states, shorthands = len(model.states), len(model.states) + len(model.shorthands)
    readouts = states + len(model.readouts)
    groups = (
        ("eq-rates", "How the states change, and what a dose does to them:", lines[:states] + lines[shorthands:]),
        ("eq-readouts", "What is read out:", lines[states:readouts]),
        ("eq-shorthands", "Shorthands for expressions of parameters:", lines[readouts:shorthands]),
    )
    shown: list[Printed] = []
    for prefix, title, group in groups:
        if new := [line for line in group if line not in known]:
            shown += [as_text(title), _numbered(_aligned(new), _label(prefix if shown else "eq-model", model))]
    return shown


def _lines(model: Model) -> list[str]:
    """The lines of the one block that `to_latex` prints."""
    return [line.removesuffix(r" \\[6pt]") for line in to_latex(model).split("\n")[1:-1]]


def _aligned(lines: Iterable[str]) -> str:
    return "\\begin{aligned}\n" + " \\\\[6pt]\n".join(lines) + "\n\\end{aligned}"


def variables(model: Model, name: str, beyond: Model | None = None) -> Printed:
    """A model's states, with where they start, and its readouts; with `beyond`, those which that model lacks."""
    known = {s.key for s in beyond.states} | {r.key for r in beyond.readouts} if beyond else set()
    rows = [
        _variable_row(each, f"state, starts at {_number(each.start)}") for each in model.states if each.key not in known
    ]
    rows += [_variable_row(each, "readout") for each in model.readouts if each.key not in known]
    return _table(f"States and readouts: {model.title}", name, ["Symbol", "Meaning", "Unit", "Kind"], rows)


def _variable_row(variable: State | Readout, kind: str) -> list[str]:
    return [f"${variable.symbol}$", f"{variable.name}, `{variable.key}`", _unit(variable.unit), kind]


def presets(name: str, shown: Iterable[Preset] = PRESETS) -> Printed:
    """Positions in the argument: what each says, how firmly it stands, and which values it changes."""
    heads = ["Preset", "What it says", "Grade", "Account of blockade", "Values changed"]
    return _table("Presets of the patient on low-dose naltrexone", name, heads, [_preset_row(each) for each in shown])


def _preset_row(preset: Preset) -> list[str]:
    quantities = {quantity.key: quantity for quantity in preset.model.parameters}
    changed = [
        f"${quantities[key].symbol}$ = {_number(value)} {quantities[key].unit.removeprefix('1')}".strip()
        for key, value in preset.values.items()
    ]
    account = ACCOUNTS[preset.account]
    return [preset.name, preset.statement, _grade(preset.grade), account, "; ".join(changed) or "none"]


def _label(prefix: str, model: Model) -> str:
    return f"{prefix}-{model.name.replace('_', '-')}"


def as_text(markdown: str) -> Printed:
    """Running text."""
    return Printed(markdown, _html(markdown))


def folded(title: str, inside: Printed) -> Printed:
    """Something that opens on demand."""
    myst = f"::::::{{admonition}} {title}\n:class: dropdown\n\n{inside.myst}\n::::::"
    return Printed(myst, f"<details><summary>{escape(title)}</summary>{inside.html}</details>")


def joined(*parts: Printed) -> Printed:
    """One after the other."""
    return Printed("\n\n".join(part.myst for part in parts), "\n".join(part.html for part in parts))


def cite(key: str) -> str:
    """A citation as a Markdown link, author and year, to the entry in the reference list; what is ours has none."""
    return "our own" if key == OURS else f"[{sources.author_year(key)}](#{key})"


def table(frame: "pd.DataFrame", caption: str, name: str) -> Printed:
    """A data table; a `source` column becomes links, other underscores in headings become spaces."""
    shown = frame.copy().astype(object).where(frame.notna(), "–")
    if "source" in shown:
        shown["source"] = shown["source"].map(lambda keys: "; ".join(cite(key.strip()) for key in keys.split(",")))
    heads = [column[0].upper() + column[1:].replace("_", " ") for column in shown.columns]
    rows = [
        [f"{cell:g}" if isinstance(cell, float) else str(cell) for cell in row] for row in shown.itertuples(index=False)
    ]
    return _table(caption, name, heads, rows, kind=WORDY if _wordy(frame) else "")


def _wordy(frame: "pd.DataFrame") -> bool:
    """Whether a table holds sentences, which stand on end in the narrow columns of a phone."""
    texts = frame.drop(columns="source", errors="ignore").select_dtypes(exclude="number")
    return bool(texts.map(lambda cell: len(str(cell)) > 40).to_numpy().any())


def _table(caption: str, name: str, heads: list[str], rows: list[list[str]], kind: str = "") -> Printed:
    lines = [f"| {' | '.join(row)} |" for row in (heads, ["---"] * len(heads), *rows)]
    body = "\n".join(lines)
    myst = f":::{{table}} {caption}\n:name: {name}\n:class: table-data {kind}\n\n{body}\n:::"
    return Printed(myst, f"<p><strong>{escape(caption)}</strong></p>{_html(body)}")


def _html(markdown: str) -> str:
    """Markdown as HTML for Jupyter, where a link to a label of the book leads nowhere and is only text."""
    renderer = MarkdownIt("commonmark", {"html": True}).enable("table")
    renderer.add_render_rule("link_open", lambda *_: "<cite>")
    renderer.add_render_rule("link_close", lambda *_: "</cite>")
    return str(renderer.render(markdown))


def diagram(path: str | Path, name: str, caption: str) -> Printed:
    """A drawing in the page itself, so that it takes the page's colours; its title and description are its alt text.

    Raises:
        ValueError: if the file has no <title> and <desc>.
    """
    svg = Path(path).read_text(encoding="utf-8")
    words = [re.search(rf"<{tag}>\s*(.+?)\s*</{tag}>\s*", svg, re.DOTALL) for tag in ("title", "desc")]
    if not all(words):
        raise ValueError(f"{path}: a diagram needs a <title> and a <desc>, for those who do not see it")
    alt = " ".join(" ".join(found[1].split()) for found in words if found)
    for found in words:
        svg = svg.replace(found[0] if found else "", "")
    drawing = svg.replace("<svg", f'<svg role="img" aria-label="{alt}"', 1).strip()
    myst = f"({name})=\n::::{{container}} diagram\n```{{raw}} html\n{drawing}\n```\n\n{caption}\n::::"
    return Printed(myst, f'<figure class="diagram">{drawing}<figcaption>{_html(caption)}</figcaption></figure>')


def safety(path: str | Path = sources.BOOK / "_safety.md") -> Printed:
    """The safety box; every page that shows a dose has it, from one file."""
    text = Path(path).read_text(encoding="utf-8").strip()
    myst = f"::::{{admonition}} Before you read about doses\n:class: safety-box\n\n{text}\n::::"
    return Printed(
        myst, f'<div class="safety-box"><p><strong>Before you read about doses</strong></p>{_html(text)}</div>'
    )


def references(path: str | Path = sources.BIBLIOGRAPHY) -> Printed:
    """The reference list: for each entry its target, its text, lasting links, and how far it was read."""
    entries = sorted(sources.read(Path(path)).entries.items(), key=lambda item: sources.author_year(item[0]).lower())
    blocks = []
    for key, entry in entries:
        where = " ".join(f"[{text}]({address})" for text, address in sources.links(entry))
        access = f'<span class="reference-status">{escape(entry.fields["access"])}</span>'
        note = f" {sources.note(entry)}" if "note" in entry.fields else ""
        blocks.append(f"({key})=\n{sources.describe(entry)} {where} {access}{note}")
    myst = "\n\n".join(blocks)
    return Printed(myst, _html("\n\n".join(block.split("\n", 1)[1] for block in blocks)))


def questions(path: str | Path) -> Printed:
    """The self-check questions of a chapter's file."""
    return _self_check(path, "questions")


def prediction(path: str | Path) -> Printed:
    """The predict-first question of a chapter's file."""
    return _self_check(path, "prediction")


def _self_check(path: str | Path, kind: str) -> Printed:
    """The questions as data for the script, and as plain lists with folded answers where there is none."""
    content = read_questions(path)
    asked = content["questions"] if kind == "questions" else [content["prediction"]]
    data = script_json({"chapter": content["chapter"], "kind": kind, "questions": asked})
    still = "".join(_still_question(question) for question in asked)
    html = (
        f'<section class="self-check" aria-label="{LABELS[kind]}">'
        f'<script type="application/json">{data}</script>{still}</section>'
    )
    return Printed(f"```{{raw}} html\n{html}\n```", html)


def _still_question(question: dict[str, Any]) -> str:
    options = "".join(f"<li>{escape(option['text'])}</li>" for option in question["options"])
    answers = "".join(
        f"<li>{'<strong>Correct.</strong> ' if option.get('correct') else ''}{escape(option['feedback'])}</li>"
        for option in question["options"]
    )
    return (
        f'<div class="question"><p><strong>{escape(question["stem"])}</strong></p><ol>{options}</ol>'
        f"<details><summary>What each answer means</summary><ol>{answers}</ol></details></div>"
    )


def read_questions(path: str | Path) -> dict[str, Any]:
    """A chapter's question file, with the sentences it names.

    Raises:
        ValueError: if a question lacks a part, an option has no feedback, or there is not exactly one right option.
    """
    content = filled(yaml.safe_load(Path(path).read_text(encoding="utf-8")))
    if not isinstance(content, dict) or set(content) != {"chapter", "prediction", "questions"}:
        raise ValueError(f"{path}: the file needs exactly the keys chapter, prediction and questions")
    for question in (content["prediction"], *content["questions"]):
        missing = {"id", "stem", "options"} - set(question)
        if missing:
            raise ValueError(f"{path}: a question has no {', '.join(sorted(missing))}: {question}")
        if not all(option.get("text") and option.get("feedback") for option in question["options"]):
            raise ValueError(f"{path}: every option of {question['id']} needs a text and a feedback")
    for question in content["questions"]:
        if sum(bool(option.get("correct")) for option in question["options"]) != 1:
            raise ValueError(f"{path}: {question['id']} needs exactly one option with `correct: true`")
    return content
