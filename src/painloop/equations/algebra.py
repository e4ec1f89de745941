"""What follows from an equation by algebra: where it is zero, its slope, its steady state, and how to print it."""

from collections.abc import Mapping

from sympy import Add, Expr, Mul, Symbol, lambdify, powsimp, together


def zero_of(expression: Expr, symbol: Symbol) -> Expr:
    """The value of the symbol at which an expression, linear in it, is zero.

    Raises:
        ValueError: if the expression is not linear in the symbol, or is without it.
    """
    slope = expression.diff(symbol)
    if slope == 0 or symbol in slope.free_symbols:
        raise ValueError(f"{expression} is not linear in {symbol}; only such an equation is solved here")
    return -expression.subs(symbol, 0) / slope


def slope_of(expression: Expr, along: Symbol, slopes: Mapping[Symbol, Expr] | None = None) -> Expr:
    """The derivative of an expression along a symbol, by the chain rule.

    Args:
        expression: what is differentiated.
        along: the symbol along which.
        slopes: the derivatives of other symbols of the expression that change along it too.
    """
    all_slopes = {along: 1, **(slopes or {})}
    terms = (expression.diff(symbol) * slope for symbol, slope in all_slopes.items())
    return Add(*(powsimp(together(term)) for term in terms))


def steady_state(rests: Mapping[Symbol, Expr], begin: float, rounds: int = 1000) -> tuple[float, ...]:
    """The values at which all symbols rest at once, found by iteration.

    Args:
        rests: for each symbol, the value at which it rests, given those of the others.
        begin: where all symbols begin; which steady state is found can depend on it.
        rounds: how often each is set to the value at which it rests.
    """
    step = lambdify(list(rests), list(rests.values()), modules="math")
    values = [begin] * len(rests)
    for _ in range(rounds):
        values = step(*values)
    return tuple(float(value) for value in values)


def renamed(expression: Expr, names: Mapping[Expr, Symbol]) -> Expr:
    """The expression with other symbols, or with symbols for parts of it; its terms keep the author's order."""
    if expression.is_Atom or expression in names:
        return names.get(expression, expression)
    return expression.func(*(renamed(argument, names) for argument in expression.args), evaluate=False)


def readable(expression: Expr) -> Expr:
    """The same expression, in an order that reads well: in a product powers last, in a sum negative terms last."""
    if expression.is_Atom:
        return expression
    arguments = [readable(argument) for argument in expression.args]
    if isinstance(expression, Add):
        arguments.sort(key=lambda term: term.could_extract_minus_sign())
    if isinstance(expression, Mul):
        arguments.sort(key=_place)
    return expression.func(*arguments, evaluate=False)


def _place(factor: Expr) -> int:
    """Where a factor stands in a product: numbers first, then sums, then symbols, then all others."""
    kinds = (factor.is_Number, factor.is_Add, factor.is_Symbol)
    return kinds.index(True) if True in kinds else len(kinds)
