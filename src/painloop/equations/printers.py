"""One model, three printings: LaTeX for the page, NumPy for the kernel, JavaScript for the browser.

The three stand side by side so that a reader sees the same loop with a different printer. None of them reorders or
simplifies: what the author typed is what is printed and what is computed.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from itertools import chain
from typing import NamedTuple

from sympy import Add, Expr, Integer, Mul, Symbol, latex
from sympy.printing.jscode import jscode

from painloop.equations.algebra import renamed
from painloop.equations.model import Definition, Model, Readout, State
from painloop.equations.quantity import Component, Components, Quantity
from painloop.equations.staged import Stage, Steps, completion, function_of, without_repeats

DOSE = Symbol("D")
OfKnown = Callable[[Sequence[Component]], Components]
OfStates = Callable[[Sequence[Component], Sequence[Component]], Components]
Rates = Callable[[Sequence[Component], Sequence[Component], Sequence[Component]], Components]


@dataclass(frozen=True)
class Compiled:
    """A model as functions of components, each a float or an array with one number for each patient.

    They are computed in stages: `complete(parameters)`, once a run, gives `known`, the parameters and what follows from
    them; `drive(decaying, known)`, once for each moment, gives what follows from the decaying states and `known`.

    Attributes:
        complete: known, from the parameters.
        drive: what follows from the decaying states and is used by the rates, from (decaying, known).
        rates: the time derivatives of the flowing states, from (flowing, drive, known).
        relaxations: the same as source - rate * state: all sources, then all rates.
        readouts: from (states in the order of `model.ordered`, known).
        decays: rate constants of the decaying states, from known, as are the next two.
        doses: what one unit of a dose adds to every state.
        fastest: one upper bound of the relaxation rates.
    """

    complete: OfKnown
    drive: OfStates
    rates: Rates
    relaxations: Rates
    readouts: OfStates
    decays: OfKnown
    doses: OfKnown
    fastest: OfKnown


class Lines(NamedTuple):
    """The lines of a model's equations in LaTeX, in groups and in the author's order; `&` stands before each sign."""

    rates: list[str]
    readouts: list[str]
    definitions: list[str]
    doses: list[str]


def lines(model: Model) -> Lines:
    """What `to_latex` prints, line by line: how states change, what is read out, shorthands, and what a dose adds."""
    return Lines(
        [rf"\dfrac{{\mathrm{{d}}{s.symbol}}}{{\mathrm{{d}}t}} &= {_tex(model.rates[s.key])}" for s in model.states],
        [f"{each.symbol} &= {_tex(each.expression)}" for each in model.readouts],
        [f"{each.symbol} &= {_tex(each.expression)}" for each in model.definitions],
        [_jump(state, model.dose_into[state.key]) for state in model.states if state.key in model.dose_into],
    )


def aligned(shown: Iterable[str]) -> str:
    """Lines as one LaTeX `aligned` block."""
    return "\\begin{aligned}\n" + " \\\\[6pt]\n".join(shown) + "\n\\end{aligned}"


def to_latex(model: Model, beyond: Model | None = None) -> str:
    """The equations as one LaTeX `aligned` block; with `beyond`, only the lines that the other model does not have."""
    known = set(chain(*lines(beyond))) if beyond else set()
    return aligned(line for line in chain(*lines(model)) if line not in known)


@cache
def to_numpy(model: Model) -> Compiled:
    """The equations as functions of floats or NumPy arrays, in stages (see `staged`)."""
    names = code_names(model)
    parameters = [names[quantity.symbol] for quantity in model.parameters]
    states = [names[state.symbol] for state in model.ordered]
    flowing, decaying = states[: len(model.flowing)], states[len(model.flowing) :]
    fixed = Stage("fixed", parameters, {names[d.symbol]: renamed(d.expression, names) for d in model.definitions})
    bodies = {name: _without_fixed(model, fixed, expressions) for name, expressions in _equations(model).items()}
    known = [*parameters, *fixed.parts]
    driven = Stage("driven", [*known, *decaying])
    of_rates = {name: driven.split(*bodies[name]) for name in ("rates", "relaxations")}
    moving = [flowing, list(driven.parts), known]
    return Compiled(
        complete=completion(model.name, parameters, fixed.parts),
        drive=function_of([decaying, known], driven.parts, list(driven.parts)),
        **{name: function_of(moving, *body) for name, body in of_rates.items()},
        readouts=function_of([states, known], *bodies["readouts"]),
        **{name: function_of([known], *bodies[name]) for name in ("decays", "doses", "fastest")},
    )


def _without_fixed(model: Model, fixed: Stage, expressions: list[Expr]) -> tuple[Steps, list[Expr]]:
    """The expressions in the names of the code and, as steps, the readouts they use; both without their fixed parts."""
    names = code_names(model)
    steps = {
        names[each.symbol]: fixed.without_parts(renamed(each.expression, names))
        for each in _used(model, expressions)
        if isinstance(each, Readout)
    }
    return steps, [fixed.without_parts(renamed(each, names)) for each in expressions]


def to_javascript(model: Model) -> str:
    """The equations as the text of an ES module with the same functions, each `(y, p, out)`; `complete` extends p.

    What follows from the parameters alone is computed there, once a run, but for what follows from `given` ones: these
    a script may set again in p, as it goes along them.

    Raises:
        NotImplementedError: if an expression has no JavaScript form.
    """
    header = {
        "name": model.name,
        "mesh": asdict(model.mesh),
        "states": [{"key": state.key, "start": state.start} for state in model.ordered],
        "flowing": len(model.flowing),
        "parameters": [_described(quantity) for quantity in model.parameters],
        "readouts": [{"key": readout.key} for readout in model.readouts],
    }
    names = code_names(model)
    steady = [names[quantity.symbol] for quantity in model.parameters if not quantity.given]
    fixed = Stage("fixed", steady, {names[each.symbol]: renamed(each.expression, names) for each in model.definitions})
    equations = {name: without_repeats(*_without_fixed(model, fixed, body)) for name, body in _equations(model).items()}
    equations["readoutsAt"] = equations.pop("readouts")  # the header's `readouts` are their names
    known = [*(names[quantity.symbol] for quantity in model.parameters), *fixed.parts]
    return "\n".join(
        [
            f"// Printed from the model {model.name} by painloop.equations.printers. Edit the model, not this file.",
            f"const header = {json.dumps(header, ensure_ascii=False)};",
            _js_complete(known, fixed.parts),
            *(_js_function(model, name, known, *body) for name, body in equations.items()),
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


def _identifier(definition: Definition) -> str:
    """A definition's name in code: the letters and digits of its LaTeX."""
    return "".join(c for c in definition.symbol.name.replace("mathrm", "") if c.isalnum() or c == "_")


def _used(model: Model, expressions: Iterable[Expr]) -> list[Definition | Readout]:
    """The shorthands that the expressions use, directly or through one another, in their order."""
    symbols: set[Symbol] = set().union(*(expression.free_symbols for expression in expressions))
    used: list[Definition | Readout] = []
    for shorthand in reversed(model.shorthands):
        if shorthand.symbol in symbols:
            used.insert(0, shorthand)
            symbols |= shorthand.expression.free_symbols
    return used


def _jump(state: State, amount: Expr) -> str:
    """The line that says what a dose adds to a state."""
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


def _js_complete(known: Sequence[Symbol], parts: Steps) -> str:
    """A function that appends to the values of the parameters, p, those of the parts that follow from them."""
    first = len(known) - len(parts)
    lines = [
        *(f"const {name} = p[{i}];" for i, name in enumerate(known[:first])),
        *(f"const {name} = p[{first + i}] = {_js(part)};" for i, (name, part) in enumerate(parts.items())),
        "return p;",
    ]
    return "function complete(p) {\n  " + "\n  ".join(lines) + "\n}"


def _js_function(model: Model, name: str, known: Sequence[Symbol], steps: Steps, body: Sequence[Expr]) -> str:
    """A function that fills `out` from the states y and from what is known, p."""
    used = set().union(*(each.free_symbols for each in (*body, *steps.values())))
    states = [Symbol(state.key) for state in model.ordered]
    lines = [
        *(f"const {each} = y[{i}];" for i, each in enumerate(states) if each in used),
        *(f"const {each} = p[{i}];" for i, each in enumerate(known) if each in used),
        *(f"const {each} = {_js(step)};" for each, step in steps.items()),
        *(f"out[{i}] = {_js(expression)};" for i, expression in enumerate(body)),
    ]
    return f"function {name}(y, p, out) {{\n  " + "\n  ".join(lines) + "\n}"


def _js(expression: Expr) -> str:
    return str(jscode(expression, strict=True, order="none"))


def _described(quantity: Quantity) -> dict[str, str | float | bool]:
    return {name: getattr(quantity, name) for name in ("key", "name", "default", "low", "high", "given")}
