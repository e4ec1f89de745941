"""One model, three printings: LaTeX for the page, NumPy for the kernel, JavaScript for the browser.

The three stand side by side so that a reader sees the same loop with a different printer. None of them reorders or
simplifies: what the author typed is what is printed and what is computed.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np
from sympy import Add, Expr, Symbol, lambdify, latex
from sympy.printing.jscode import jscode

from painloop.model import Definition, Model, Readout
from painloop.quantity import Array, Quantity

Equations = Callable[[Array, Array], Array]


@dataclass(frozen=True)
class Compiled:
    """A model as NumPy functions of (states, parameters); each argument's first axis runs over its names."""

    rates: Equations
    readouts: Equations


def to_latex(model: Model, beyond: Model | None = None) -> str:
    """The equations as one LaTeX `aligned` block: rates, readouts, shorthands, in the author's order.

    With `beyond`, only the lines which that other model does not have.
    """
    known = set(_lines(beyond)) if beyond else set()
    lines = [line for line in _lines(model) if line not in known]
    return "\\begin{aligned}\n" + " \\\\[6pt]\n".join(lines) + "\n\\end{aligned}"


@cache
def to_numpy(model: Model) -> Compiled:
    """The equations as NumPy functions."""
    arguments = [[state.symbol for state in model.states], [quantity.symbol for quantity in model.parameters]]

    def compiled(expressions: Iterable[Expr]) -> Equations:
        function = lambdify(arguments, [_expanded(model, each) for each in expressions], modules="numpy")
        return lambda states, parameters: np.array(function(states, parameters))

    return Compiled(
        rates=compiled(model.rates[state.key] for state in model.states),
        readouts=compiled(readout.expression for readout in model.readouts),
    )


def to_javascript(model: Model) -> str:
    """The equations as the text of an ES module with the same names, `rates(y, p, out)` and `readoutsAt(y, p, out)`.

    Raises:
        NotImplementedError: if an expression has no JavaScript form.
    """
    header = {
        "name": model.name,
        "step": model.step,
        "states": [{"key": state.key, "start": state.start} for state in model.states],
        "parameters": [_described(quantity) for quantity in model.parameters],
        "readouts": [{"key": r.key, "name": r.name, "unit": r.unit} for r in model.readouts],
        "doseInto": list(model.dose_into),
    }

    return "\n".join(
        [
            f"// Printed from the model {model.name} by painloop.printers. Edit the model, not this file.",
            f"const header = {json.dumps(header, ensure_ascii=False)};",
            _js_function(model, "rates", [model.rates[state.key] for state in model.states]),
            _js_function(model, "readoutsAt", [readout.expression for readout in model.readouts]),
            f"export const {model.name} = {{ ...header, rates, readoutsAt }};",
            "",
        ]
    )


def _lines(model: Model) -> list[str]:
    named: tuple[Readout | Definition, ...] = (*model.readouts, *model.definitions)
    return [
        *(rf"\dfrac{{\mathrm{{d}}{s.symbol}}}{{\mathrm{{d}}t}} &= {_tex(model.rates[s.key])}" for s in model.states),
        *(f"{each.symbol} &= {_tex(each.expression)}" for each in named),
    ]


def _tex(expression: Expr) -> str:
    return str(latex(_flat(expression), order="none", ln_notation=True)).replace(r"\frac", r"\dfrac")


def _flat(expression: Expr) -> Expr:
    """Sums of sums as one sum, without which a + b + c would be printed as (a + b) + c."""
    if expression.is_Atom:
        return expression
    arguments = [_flat(argument) for argument in expression.args]
    if isinstance(expression, Add):
        arguments = [term for each in arguments for term in (each.args if isinstance(each, Add) else [each])]
    return expression.func(*arguments, evaluate=False)


def _js_function(model: Model, name: str, expressions: list[Expr]) -> str:
    shorthands = _needed(model, expressions)
    used = set().union(*(each.free_symbols for each in (*expressions, *(s.expression for s in shorthands))))
    names = {state.symbol: Symbol(state.key) for state in model.states}
    names |= {quantity.symbol: Symbol(quantity.key) for quantity in model.parameters}
    names |= {shorthand.symbol: Symbol(_identifier(shorthand)) for shorthand in shorthands}
    lines = [
        *(f"const {s.key} = y[{i}];" for i, s in enumerate(model.states) if s.symbol in used),
        *(f"const {q.key} = p[{i}];" for i, q in enumerate(model.parameters) if q.symbol in used),
        *(f"const {names[s.symbol]} = {_js(s.expression, names)};" for s in shorthands),
        *(f"out[{i}] = {_js(expression, names)};" for i, expression in enumerate(expressions)),
    ]
    return f"function {name}(y, p, out) {{\n  " + "\n  ".join(lines) + "\n}"


def _js(expression: Expr, names: dict[Symbol, Symbol]) -> str:
    return str(jscode(expression.xreplace(names), strict=True))


def _identifier(shorthand: Definition | Readout) -> str:
    """A readout's key, or the letters of a definition's LaTeX."""
    if isinstance(shorthand, Readout):
        return shorthand.key
    return "".join(c for c in shorthand.symbol.name.replace("mathrm", "") if c.isalnum() or c == "_")


def _needed(model: Model, expressions: list[Expr]) -> list[Definition | Readout]:
    """The shorthands that the expressions use, directly or through one another, in their order."""
    wanted = set().union(*(expression.free_symbols for expression in expressions))
    needed: list[Definition | Readout] = []
    for shorthand in reversed(model.shorthands):
        if shorthand.symbol in wanted:
            needed.insert(0, shorthand)
            wanted |= shorthand.expression.free_symbols
    return needed


def _expanded(model: Model, expression: Expr) -> Expr:
    for shorthand in reversed(model.shorthands):
        expression = expression.xreplace({shorthand.symbol: shorthand.expression})
    return expression


def _described(quantity: Quantity) -> dict[str, str | float]:
    return {
        **{name: getattr(quantity, name) for name in ("key", "name", "unit", "default", "low", "high")},
        "grade": str(quantity.grade),
    }
