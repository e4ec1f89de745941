"""A model is a frozen value: states, parameters, rates and readouts, written once in SymPy."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType

import numpy as np
from sympy import Expr, Integer, Symbol, expand

from painloop.equations.quantity import Component, Quantity

NEVER = Integer(0)  # a rate of zero: nothing changes


@dataclass(frozen=True)
class State:
    """Something that changes with time, and where it starts."""

    symbol: Symbol
    key: str
    name: str
    unit: str
    start: float = 0.0


@dataclass(frozen=True)
class Definition:
    """A short name for an expression of parameters, printed beside the equations."""

    symbol: Symbol
    expression: Expr


@dataclass(frozen=True)
class Readout:
    """Something a reader can see: an expression of states, parameters and earlier readouts."""

    symbol: Symbol
    key: str
    name: str
    unit: str
    expression: Expr


@dataclass(frozen=True)
class Mesh:
    """Where the steps of a run lie: at period * (k/steps)**grading after every dose, and so on in every period.

    A grading above 1 puts the short steps just after the dose, where the drug changes fastest.
    """

    period: float
    steps: int
    grading: float = 1.0


@dataclass(frozen=True, eq=False)  # compared by identity, so that its printings can be cached
class Model:
    """Ordinary differential equations with names, units and sources.

    Attributes:
        name: its module's name.
        title: what a reader calls it.
        time_unit: the unit of time, such as "h".
        parameters: what does not change during a run.
        readouts: what is shown.
        states: what changes; none for a model that only answers.
        rates: the time derivative of every state, by the state's key; may use readouts.
        definitions: shorthands used by rates and readouts, each only of parameters and of earlier shorthands.
        dose_into: how much the states, by key, jump for each unit of a dose; of parameters and definitions.
        mesh: steps that keep the error stated in the model's tests.
        fastest: no state relaxes faster than this, in 1/time unit; of parameters. A run shortens its steps to suit.

    Raises:
        ValueError: if a symbol or key is used twice or never declared, or a state has no rate.
    """

    name: str
    title: str
    time_unit: str
    parameters: tuple[Quantity, ...]
    readouts: tuple[Readout, ...]
    states: tuple[State, ...] = ()
    rates: Mapping[str, Expr] = field(default_factory=dict)
    definitions: tuple[Definition, ...] = ()
    dose_into: Mapping[str, Expr] = field(default_factory=dict)
    mesh: Mesh = Mesh(period=1.0, steps=1)
    fastest: Expr = NEVER

    def __post_init__(self) -> None:
        for name in ("rates", "dose_into"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))
        named: tuple[State | Quantity | Readout, ...] = (*self.states, *self.parameters, *self.readouts)
        keys = [item.key for item in named]
        _refuse(f"{self.name}: these keys are used twice", {key for key in keys if keys.count(key) > 1})
        state_keys = {state.key for state in self.states}
        _refuse(f"{self.name}: rates and states differ in", state_keys ^ set(self.rates))
        _refuse(f"{self.name}: doses go into unknown states", set(self.dose_into) - state_keys)
        self._check_owners()
        self._check_symbols()

    @property
    def shorthands(self) -> tuple[Definition | Readout, ...]:
        """Definitions and readouts: symbols that stand for expressions, each of which uses only earlier ones."""
        return (*self.definitions, *self.readouts)

    def _check_owners(self) -> None:
        """Refuse a symbol that stands for two things: both would be printed alike, and computed as one of the two."""
        owners: dict[Symbol, list[str]] = {}
        named: tuple[State | Quantity | Readout | Definition, ...]
        named = (*self.states, *self.parameters, *self.definitions, *self.readouts)
        for each in named:
            owner = each.symbol.name if isinstance(each, Definition) else each.key
            owners.setdefault(each.symbol, []).append(f"{type(each).__name__.lower()} {owner}")
        twice = (f"{symbol} ({' and '.join(names)})" for symbol, names in owners.items() if len(names) > 1)
        _refuse(f"{self.name}: these symbols are used twice", twice)

    def _check_symbols(self) -> None:
        """Refuse a symbol that nothing declares, or that is declared later than it is used."""
        known = {quantity.symbol for quantity in self.parameters}
        for definition in self.definitions:
            _refuse(f"{self.name}: undeclared symbols", definition.expression.free_symbols - known)
            known.add(definition.symbol)
        for expression in (*self.dose_into.values(), self.fastest):
            _refuse(f"{self.name}: undeclared symbols", expression.free_symbols - known)
        known |= {state.symbol for state in self.states}
        for readout in self.readouts:
            _refuse(f"{self.name}: undeclared symbols", readout.expression.free_symbols - known)
            known.add(readout.symbol)
        for rate in self.rates.values():
            _refuse(f"{self.name}: undeclared symbols", rate.free_symbols - known)

    @cached_property
    def decays(self) -> Mapping[str, Expr]:
        """The rate constants of the states that only decay, by key: these are advanced exactly.

        Such a state is one exponential. What all earlier doses have left is a sum of them, so no dose is remembered.
        """
        changing = {state.symbol for state in self.states} | {readout.symbol for readout in self.readouts}
        constants = {state.key: -self.rates[state.key].diff(state.symbol) for state in self.states}
        return {
            state.key: constants[state.key]
            for state in self.states
            if not constants[state.key].free_symbols & changing
            and expand(self.rates[state.key] + constants[state.key] * state.symbol) == 0
        }

    @property
    def flowing(self) -> tuple[State, ...]:
        """The states that need an integrator."""
        return tuple(state for state in self.states if state.key not in self.decays)

    @property
    def ordered(self) -> tuple[State, ...]:
        """All states in the order of the printed functions: those that flow, then those that decay."""
        return (*self.flowing, *(state for state in self.states if state.key in self.decays))

    def widened(self) -> "Model":
        """The same model without upper ends of ranges, and without lower ends above zero, for populations."""
        return replace(self, parameters=tuple(quantity.widened() for quantity in self.parameters))

    def values(self, **changes: Component) -> tuple[Component, ...]:
        """The parameters' values in order: defaults, unless changed; each a float, or an array, one for each patient.

        Raises:
            ValueError: if a name is unknown or a value is outside its range.
        """
        known = [quantity.key for quantity in self.parameters]
        _refuse(f"{self.name} has no parameter of that name; it has {', '.join(known)}; not", set(changes) - set(known))
        return tuple(quantity.check(changes.get(quantity.key, quantity.default)) for quantity in self.parameters)

    def by_key(self, **changes: Component) -> dict[str, Component]:
        """The same by their keys.

        Raises:
            ValueError: as `values`.
        """
        return dict(zip((quantity.key for quantity in self.parameters), self.values(**changes), strict=True))

    def changed(self, values: Sequence[Component], changes: Mapping[str, Component]) -> list[Component]:
        """Parameters' values, some of them replaced.

        Raises:
            ValueError: if a name is unknown or a value is outside its range.
        """
        checked = self.by_key(**changes)
        return [checked[q.key] if q.key in changes else old for q, old in zip(self.parameters, values, strict=True)]

    def begin(self, **changes: Component) -> tuple[Component, ...]:
        """Where the states begin, in the order of `ordered`: as the model says, unless changed.

        Raises:
            ValueError: if a name is unknown or a value is not finite or below 0.
        """
        known = [state.key for state in self.states]
        _refuse(f"{self.name} has no state of that name; it has {', '.join(known)}; not", set(changes) - set(known))
        wrong = {key for key, value in changes.items() if not (np.isfinite(value) & np.greater_equal(value, 0)).all()}
        _refuse(f"{self.name}: a start must be finite and 0 or more", wrong)
        return tuple(changes.get(state.key, state.start) for state in self.ordered)

    def readout(self, key: str) -> Readout:
        """The readout of that key.

        Raises:
            ValueError: if there is none.
        """
        for readout in self.readouts:
            if readout.key == key:
                return readout
        raise ValueError(f"{self.name} has no readout {key!r}; it has {', '.join(r.key for r in self.readouts)}")


def _refuse(message: str, offenders: Iterable[object]) -> None:
    names = sorted(str(offender) for offender in offenders)
    if names:
        raise ValueError(f"{message}: {', '.join(names)}")
