"""What a chapter prints: equations, parameters, data, questions, sources and the safety box.

Everything has two faces. The book takes `text/markdown`, which it parses as MyST, so that labels, links and tables
are real. JupyterLab takes `text/html`, where MyST would stay raw. Both are printed from the same value.
"""

from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from markdown_it import MarkdownIt

from painloop import references as sources
from painloop.markup import script_json
from painloop.model import Model
from painloop.printers import to_latex
from painloop.quantity import OURS, Quantity

if TYPE_CHECKING:
    import pandas as pd

LABELS = {"questions": "Self-check questions", "prediction": "Your prediction"}


@dataclass(frozen=True)
class Printed:
    """Something to show, as MyST for the book and as HTML for Jupyter."""

    myst: str
    html: str

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/markdown": self.myst, "text/html": self.html}


def equation(model: Model, label: str, beyond: Model | None = None) -> Printed:
    """A model's equations under one number; with `beyond`, only those which that model does not have."""
    tex = to_latex(model, beyond)
    return Printed(f"$$\n{tex}\n$$ ({label})", f"<div>$$\n{escape(tex)}\n$$</div>")


def parameters(model: Model, name: str, beyond: Model | None = None) -> Printed:
    """A model's parameters with unit, range, grade and source; `name` labels the table."""
    known = {quantity.key for quantity in beyond.parameters} if beyond else set()
    rows = [_parameter_row(quantity) for quantity in model.parameters if quantity.key not in known]
    heads = ["Symbol", "Meaning", "Value", "Unit", "Range", "Grade", "Source"]
    return _table(f"Parameters: {model.title}", name, heads, rows)


def _parameter_row(quantity: Quantity) -> list[str]:
    fixed = quantity.low == quantity.high
    grade = f'<span class="grade grade--{quantity.grade}">{quantity.grade}</span>'
    return [
        f"${quantity.symbol}$",
        quantity.name,
        f"{quantity.default:g}",
        "–" if quantity.unit == "1" else quantity.unit,
        "fixed" if fixed else f"{quantity.low:g} to {quantity.high:g}",
        grade,
        "; ".join(cite(key) for key in quantity.sources),
    ]


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
    return _table(caption, name, heads, rows)


def _table(caption: str, name: str, heads: list[str], rows: list[list[str]]) -> Printed:
    lines = [f"| {' | '.join(row)} |" for row in (heads, ["---"] * len(heads), *rows)]
    body = "\n".join(lines)
    myst = f":::{{table}} {caption}\n:name: {name}\n:class: table-data\n\n{body}\n:::"
    return Printed(myst, f"<p><strong>{escape(caption)}</strong></p>{_html(body)}")


def _html(markdown: str) -> str:
    """Markdown as HTML for Jupyter, where a link to a label of the book leads nowhere and is only text."""
    renderer = MarkdownIt("commonmark", {"html": True}).enable("table")
    renderer.add_render_rule("link_open", lambda *_: "<cite>")
    renderer.add_render_rule("link_close", lambda *_: "</cite>")
    return str(renderer.render(markdown))


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
    """A chapter's question file.

    Raises:
        ValueError: if a question lacks a part, an option has no feedback, or there is not exactly one right option.
    """
    content = yaml.safe_load(Path(path).read_text(encoding="utf-8"))
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
