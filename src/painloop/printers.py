"""One model, three printings: LaTeX for the page, NumPy for the kernel, JavaScript for the browser.

The three stand side by side so that a reader sees the same loop with a different printer. None of them reorders or
simplifies: what the author typed is what is printed and what is computed.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

import numpy as np
from sympy import Add, Expr, Integer, Mul, Symbol, lambdify, latex, preorder_traversal
from sympy.printing.jscode import jscode
from sympy.printing.numpy import NumPyPrinter

from painloop.model import Definition, Model, Readout, State
from painloop.quantity import Component, Quantity

DOSE = Symbol("D")
Components = list[Component]
Constants = Callable[[Sequence[Component]], Components]
Answers = Callable[[Sequence[Component], Sequence[Component]], Components]
Rates = Callable[[Sequence[Component], Sequence[Component], Sequence[Component]], Components]


@dataclass(frozen=True)
class Compiled:
    """A model as functions of components, each a float or an array with one number for each patient.

    What depends on little is computed seldom: `complete(parameters)` gives `known`, the parameters and all that follows
    from them alone, once a run; `drive(decaying, known)` gives what the decaying states alone decide, once a moment.

    Attributes:
        complete: known, from the parameters.
        drive: what the rates need of the decaying states, from (decaying, known).
        rates: the time derivatives of the flowing states, from (flowing, drive, known).
        relaxations: the same as source - rate * state: all sources, then all rates.
        readouts: what is shown, from (states in the order of `model.ordered`, known).
        decays: rate constants of the decaying states, from known, as are the next two.
        doses: what one unit of a dose adds to every state.
        fastest: one upper bound of the relaxation rates.
    """

    complete: Constants
    drive: Answers
    rates: Rates
    relaxations: Rates
    readouts: Answers
    decays: Constants
    doses: Constants
    fastest: Constants


def to_latex(model: Model, beyond: Model | None = None) -> str:
    """The equations as one LaTeX `aligned` block: rates, readouts, shorthands and doses, in the author's order.

    With `beyond`, only the lines which that other model does not have.
    """
    known = set(_lines(beyond)) if beyond else set()
    lines = [line for line in _lines(model) if line not in known]
    return "\\begin{aligned}\n" + " \\\\[6pt]\n".join(lines) + "\n\\end{aligned}"


@cache
def to_numpy(model: Model) -> Compiled:
    """The equations as functions of floats or NumPy arrays."""
    names = code_names(model)
    parameters = [names[quantity.symbol] for quantity in model.parameters]
    flowing = [names[state.symbol] for state in model.flowing]
    decaying = [names[state.symbol] for state in model.ordered[len(flowing) :]]
    constant = _Aside("fixed", parameters, {names[d.symbol]: renamed(d.expression, names) for d in model.definitions})
    bodies = {}
    for name, expressions in _equations(model).items():
        readouts = [each for each in _needed(model, expressions) if isinstance(each, Readout)]
        steps = {names[each.symbol]: constant.without(renamed(each.expression, names)) for each in readouts}
        bodies[name] = steps, [constant.without(renamed(each, names)) for each in expressions]
    known = [*parameters, *constant.parts]
    driven = _Aside("driven", [*known, *decaying])
    for name in ("rates", "relaxations"):
        bodies[name] = driven.split(*bodies[name])
    moving = [flowing, list(driven.parts), known]
    return Compiled(
        complete=_completing(model, parameters, constant.parts),
        drive=_function([decaying, known], driven.parts, list(driven.parts)),
        **{name: _function(moving, *bodies[name]) for name in ("rates", "relaxations")},
        readouts=_function([[*flowing, *decaying], known], *bodies["readouts"]),
        **{name: _function([known], *bodies[name]) for name in ("decays", "doses", "fastest")},
    )


def to_javascript(model: Model) -> str:
    """The equations as the text of an ES module with the same functions, each `(y, p, out)`; `complete` extends p.

    Raises:
        NotImplementedError: if an expression has no JavaScript form.
    """
    header = {
        "name": model.name,
        "mesh": asdict(model.mesh),
        "states": [{"key": state.key, "start": state.start} for state in model.ordered],
        "flowing": len(model.flowing),
        "parameters": [_described(quantity) for quantity in model.parameters],
        "readouts": [{"key": r.key, "name": r.name, "unit": r.unit} for r in model.readouts],
    }
    equations = _equations(model)
    equations["readoutsAt"] = equations.pop("readouts")  # the header's `readouts` are their names
    return "\n".join(
        [
            f"// Printed from the model {model.name} by painloop.printers. Edit the model, not this file.",
            f"const header = {json.dumps(header, ensure_ascii=False)};",
            _js_complete(model),
            *(_js_function(model, name, expressions) for name, expressions in equations.items()),
            f"export const {model.name} = {{ ...header, complete, {', '.join(equations)} }};",
            "",
        ]
    )


def relaxations(model: Model) -> list[Expr]:
    """The sources, then the rates, of the flowing states: d/dt = source - rate * state; readouts stay symbols.

    Raises:
        ValueError: if a state's own rate of change is not linear in that state.
    """
    sources, rates = [], []
    for state in model.flowing:
        rate = -model.rates[state.key].diff(state.symbol)
        if state.symbol in rate.free_symbols:
            raise ValueError(
                f"{model.name}: the rate of {state.key} is not linear in {state.key}; use a readout for it"
            )
        sources.append(model.rates[state.key].xreplace({state.symbol: Integer(0)}))
        rates.append(rate)
    return [*sources, *rates]


def _equations(model: Model) -> dict[str, list[Expr]]:
    """What is printed as code, by the name of its function."""
    return {
        "rates": [model.rates[state.key] for state in model.flowing],
        "relaxations": relaxations(model),
        "readouts": [readout.expression for readout in model.readouts],
        "decays": list(model.decays.values()),
        "doses": [model.dose_into.get(state.key, Integer(0)) for state in model.ordered],
        "fastest": [model.fastest],
    }


def code_names(model: Model) -> dict[Symbol, Symbol]:
    """What a symbol is called in code."""
    keyed: tuple[State | Quantity | Readout, ...] = (*model.states, *model.parameters, *model.readouts)
    return {each.symbol: Symbol(each.key) for each in keyed} | {
        each.symbol: Symbol(_identifier(each)) for each in model.definitions
    }


def renamed(expression: Expr, names: Mapping[Expr, Symbol]) -> Expr:
    """The expression with other symbols, or with symbols for parts, its terms still in the author's order."""
    if expression.is_Atom or expression in names:
        return names.get(expression, expression)
    return expression.func(*(renamed(argument, names) for argument in expression.args), evaluate=False)


def _identifier(definition: Definition) -> str:
    """The letters of a definition's LaTeX."""
    return "".join(c for c in definition.symbol.name.replace("mathrm", "") if c.isalnum() or c == "_")


def _needed(model: Model, expressions: Iterable[Expr]) -> list[Definition | Readout]:
    """The shorthands that the expressions use, directly or through one another, in their order."""
    wanted: set[Symbol] = set().union(*(expression.free_symbols for expression in expressions))
    needed: list[Definition | Readout] = []
    for shorthand in reversed(model.shorthands):
        if shorthand.symbol in wanted:
            needed.insert(0, shorthand)
            wanted |= shorthand.expression.free_symbols
    return needed


def _lines(model: Model) -> list[str]:
    named: tuple[Readout | Definition, ...] = (*model.readouts, *model.definitions)
    return [
        *(rf"\dfrac{{\mathrm{{d}}{s.symbol}}}{{\mathrm{{d}}t}} &= {_tex(model.rates[s.key])}" for s in model.states),
        *(f"{each.symbol} &= {_tex(each.expression)}" for each in named),
        *(_jump(state, model.dose_into[state.key]) for state in model.states if state.key in model.dose_into),
    ]


def _jump(state: State, amount: Expr) -> str:
    """What a dose does to a state."""
    jump = DOSE if amount == 1 else Mul(amount, DOSE, evaluate=False)
    after = _tex(Add(state.symbol, jump, evaluate=False))
    return rf"{state.symbol} &\mapsto {after} \quad\text{{at each dose }} {DOSE}"


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


class _Aside:
    """Parts of expressions that depend on certain symbols alone, named in the order in which they can be computed."""

    def __init__(self, prefix: str, symbols: Sequence[Symbol], parts: Mapping[Symbol, Expr] | None = None) -> None:
        self.prefix = prefix
        self.parts = dict(parts or {})
        self.symbols = {*symbols, *self.parts}

    def named(self, expression: Expr) -> Symbol:
        """The symbol that stands for a part."""
        symbol = next((each for each, part in self.parts.items() if part == expression), None)
        return symbol or self.keep(Symbol(f"{self.prefix}_{len(self.parts)}"), expression)

    def keep(self, symbol: Symbol, expression: Expr) -> Symbol:
        """Name a part."""
        self.parts[symbol] = expression
        self.symbols.add(symbol)
        return symbol

    def without(self, expression: Expr) -> Expr:
        """The expression with symbols in place of its parts; terms and factors that belong together are one part."""
        if expression.is_Atom:
            return expression
        if expression.free_symbols and expression.free_symbols <= self.symbols:
            return self.named(expression)
        arguments = [self.without(argument) for argument in expression.args]
        ours = [argument for argument in arguments if argument.free_symbols <= self.symbols]
        if isinstance(expression, Add | Mul) and len(ours) > 1 and any(argument.free_symbols for argument in ours):
            rest = [argument for argument in arguments if argument not in ours]
            arguments = [self.named(expression.func(*ours, evaluate=False)), *rest]
        return expression.func(*arguments, evaluate=False)

    def split(self, steps: Mapping[Symbol, Expr], body: list[Expr]) -> tuple[dict[Symbol, Expr], list[Expr]]:
        """The steps and the body without the parts; a step that is a part as a whole leaves the steps."""
        left = {}
        for symbol, expression in steps.items():
            if expression.free_symbols <= self.symbols:
                self.keep(symbol, expression)
            else:
                left[symbol] = self.without(expression)
        return left, [self.without(expression) for expression in body]


def _function(arguments: list[list[Symbol]], steps: Mapping[Symbol, Expr], body: list[Expr]) -> Any:
    powers = Counter(part for each in body for part in preorder_traversal(each) if part.is_Pow and part.exp != -1)
    twice = {part: Symbol(f"twice_{i}") for i, part in enumerate(part for part in powers if powers[part] > 1)}
    lines = [*steps.items(), *((symbol, part) for part, symbol in twice.items())]
    printer = NumPyPrinter({"order": "none", "fully_qualified_modules": False, "inline": True})
    result = [renamed(each, twice) for each in body]
    return lambdify(arguments, result, modules="numpy", printer=printer, cse=lambda _: (lines, result))


def _completing(model: Model, parameters: list[Symbol], parts: Mapping[Symbol, Expr]) -> Constants:
    function = _function([parameters], parts, list(parts))

    def complete(values: Sequence[Component]) -> Components:
        with np.errstate(divide="ignore", invalid="ignore"):
            try:
                more = [value if np.ndim(value) else float(value) for value in function(values)]
            except ZeroDivisionError:
                more = [np.nan]
        if not all(np.isfinite(value).all() for value in more):
            raise ValueError(
                f"{model.name}: two rates coincide, where its closed form has no value; change one slightly"
            )
        return [*values, *more]

    return complete


def _js_complete(model: Model) -> str:
    """A function that appends to the parameters p what follows from them alone."""
    names, count = code_names(model), len(model.parameters)
    definitions = [(names[each.symbol], _js(each.expression, names)) for each in model.definitions]
    lines = [
        *(f"const {quantity.key} = p[{i}];" for i, quantity in enumerate(model.parameters)),
        *(f"const {name} = p[{count + i}] = {text};" for i, (name, text) in enumerate(definitions)),
        "return p;",
    ]
    return "function complete(p) {\n  " + "\n  ".join(lines) + "\n}"


def _js_function(model: Model, name: str, expressions: list[Expr]) -> str:
    """A function that fills `out` from the states y and from what is known, p."""
    names = code_names(model)
    steps = [each for each in _needed(model, expressions) if isinstance(each, Readout)]
    used = set().union(*(each.free_symbols for each in (*expressions, *(step.expression for step in steps))))
    fixed: tuple[Quantity | Definition, ...] = (*model.parameters, *model.definitions)
    known = [each.symbol for each in fixed]
    lines = [
        *(f"const {s.key} = y[{i}];" for i, s in enumerate(model.ordered) if s.symbol in used),
        *(f"const {names[symbol]} = p[{i}];" for i, symbol in enumerate(known) if symbol in used),
        *(f"const {names[step.symbol]} = {_js(step.expression, names)};" for step in steps),
        *(f"out[{i}] = {_js(expression, names)};" for i, expression in enumerate(expressions)),
    ]
    return f"function {name}(y, p, out) {{\n  " + "\n  ".join(lines) + "\n}"


def _js(expression: Expr, names: dict[Symbol, Symbol]) -> str:
    return str(jscode(renamed(expression, names), strict=True, order="none"))


def _described(quantity: Quantity) -> dict[str, str | float]:
    return {
        **{name: getattr(quantity, name) for name in ("key", "name", "unit", "default", "low", "high")},
        "grade": str(quantity.grade),
    }
