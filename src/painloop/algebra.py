"""What follows from an equation by algebra: where it is nought, how steep it is; in an order that reads well."""

from collections.abc import Mapping

from sympy import Add, Expr, Mul, Symbol, lambdify, powsimp, together


def zero_of(expression: Expr, symbol: Symbol) -> Expr:
    """The value of the symbol at which an expression, linear in it, is nought.

    Raises:
        ValueError: if the expression is not linear in the symbol, or is without it.
    """
    slope = expression.diff(symbol)
    if slope == 0 or symbol in slope.free_symbols:
        raise ValueError(f"{expression} is not linear in {symbol}; only such an equation is solved here")
    return -expression.subs(symbol, 0) / slope


def slope_of(expression: Expr, along: Symbol, slopes: Mapping[Symbol, Expr] | None = None) -> Expr:
    """How steeply an expression rises along a symbol; `slopes` says how steeply others of its symbols do."""
    steps = {along: 1, **(slopes or {})}
    parts = (expression.diff(symbol) * slope for symbol, slope in steps.items())
    return Add(*(powsimp(together(part)) for part in parts))


def settled(places: Mapping[Symbol, Expr], begin: float, rounds: int = 1000) -> tuple[float, ...]:
    """Where symbols end that all begin at one value and are put, again and again, where the others let them rest."""
    step = lambdify(list(places), list(places.values()), modules="math")
    at = [begin] * len(places)
    for _ in range(rounds):
        at = step(*at)
    return tuple(float(value) for value in at)


def readable(expression: Expr) -> Expr:
    """The same with sums before powers in a product, and in a sum what is taken away at its end."""
    if expression.is_Atom:
        return expression
    arguments = [readable(argument) for argument in expression.args]
    if isinstance(expression, Add):
        arguments.sort(key=lambda term: term.could_extract_minus_sign())
    if isinstance(expression, Mul):
        arguments.sort(key=_place)
    return expression.func(*arguments, evaluate=False)


def _place(factor: Expr) -> int:
    """Numbers, then sums, symbols and powers."""
    kinds = (factor.is_Number, factor.is_Add, factor.is_Symbol)
    return kinds.index(True) if True in kinds else len(kinds)
