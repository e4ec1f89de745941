"""Expressions cut into stages: what does not change inside a run, or inside a step, is not computed there again.

The rates of a model are asked four times in every step of a run, for thousands of steps. So each expression is cut by
what its parts depend on:

1. Parts of the parameters alone, such as theta^n, are computed once a run. In code they are `fixed_0`, `fixed_1`, …
2. Parts that need no other states than those that only decay, such as the share of occupied receptors, are computed
   once for each moment: `driven_0`, `driven_1`, … The four rates of a step belong to three moments, and the last of
   these is the first of the next step.
3. What is left is computed whenever it is asked for. A power that occurs there twice is computed once: `twice_0`, …

Terms of one sum, or factors of one product, that belong to one stage are brought together. Nothing else is reordered,
and nothing is simplified. SymPy's `cse` would not do: it looks for what repeats, not for what depends on what.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from sympy import Add, Expr, Mul, Symbol, lambdify, preorder_traversal
from sympy.printing.numpy import NumPyPrinter

from painloop.equations.algebra import renamed
from painloop.equations.quantity import Component, Components

Steps = Mapping[Symbol, Expr]  # names and what they stand for; each may use the names before it


class Stage:
    """Collects the parts of expressions that depend on certain symbols alone, and gives each a name.

    Attributes:
        parts: what each name stands for, in an order in which they can be computed.
        symbols: what a part may depend on: the symbols given, and the names of earlier parts.
    """

    def __init__(self, prefix: str, symbols: Sequence[Symbol], parts: Steps | None = None) -> None:
        """Begin with these symbols and parts; further parts are named by the prefix and a number."""
        self.prefix = prefix
        self.parts = dict(parts or {})
        self.symbols = {*symbols, *self.parts}

    def holds(self, expression: Expr) -> bool:
        """Whether an expression depends on nothing but this stage's symbols; a number does."""
        return bool(expression.free_symbols <= self.symbols)

    def keep(self, symbol: Symbol, expression: Expr) -> Symbol:
        """Add a part under this name, and return the name."""
        self.parts[symbol] = expression
        self.symbols.add(symbol)
        return symbol

    def name_of(self, expression: Expr) -> Symbol:
        """The name of a part, which is added if it is new."""
        known = next((symbol for symbol, part in self.parts.items() if part == expression), None)
        return known or self.keep(Symbol(f"{self.prefix}_{len(self.parts)}"), expression)

    def without_parts(self, expression: Expr) -> Expr:
        """The expression with names in place of its parts."""
        if expression.is_Atom:
            return expression
        if expression.free_symbols and self.holds(expression):
            return self.name_of(expression)
        arguments = [self.without_parts(argument) for argument in expression.args]
        ours = [argument for argument in arguments if self.holds(argument)]
        if isinstance(expression, Add | Mul) and len(ours) > 1 and any(argument.free_symbols for argument in ours):
            others = [argument for argument in arguments if argument not in ours]
            arguments = [self.name_of(expression.func(*ours, evaluate=False)), *others]
        return expression.func(*arguments, evaluate=False)

    def split(self, steps: Steps, body: Sequence[Expr]) -> tuple[Steps, list[Expr]]:
        """The steps and the body without this stage's parts; a step that is a part as a whole becomes one."""
        left = {}
        for symbol, expression in steps.items():
            if self.holds(expression):
                self.keep(symbol, expression)
            else:
                left[symbol] = self.without_parts(expression)
        return left, [self.without_parts(expression) for expression in body]


def without_repeats(steps: Steps, body: Sequence[Expr]) -> tuple[Steps, list[Expr]]:
    """The steps and the body, with one more step for each power that occurs twice in the body."""
    powers = Counter(part for each in body for part in preorder_traversal(each) if part.is_Pow and part.exp != -1)
    twice = {part: Symbol(f"twice_{i}") for i, part in enumerate(part for part in powers if powers[part] > 1)}
    return {**steps, **{symbol: part for part, symbol in twice.items()}}, [renamed(each, twice) for each in body]


def function_of(arguments: Sequence[list[Symbol]], steps: Steps, body: Sequence[Expr]) -> Any:
    """A Python function that takes one sequence for each list of arguments, does the steps and returns the body."""
    lines, result = without_repeats(steps, body)
    printer = NumPyPrinter({"order": "none", "fully_qualified_modules": False, "inline": True})
    return lambdify(list(arguments), result, modules="numpy", printer=printer, cse=lambda _: ([*lines.items()], result))


def completion(name: str, parameters: list[Symbol], parts: Steps) -> Callable[[Sequence[Component]], Components]:
    """A function that returns the parameters' values and, after them, those of the parts.

    It raises a ValueError, with the model's name, where a part has no finite value.
    """
    function = function_of([parameters], parts, list(parts))

    def complete(values: Sequence[Component]) -> Components:
        with np.errstate(divide="ignore", invalid="ignore"):
            try:
                more = [value if np.ndim(value) else float(value) for value in function(values)]
            except ZeroDivisionError:
                more = [np.nan]
        if not all(np.isfinite(value).all() for value in more):
            raise ValueError(f"{name}: two rates coincide, where its closed form has no value; change one slightly")
        return [*values, *more]

    return complete
