"""A model is a frozen value: states, parameters, rates and readouts, written once in SymPy."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sympy import Expr, Symbol

from painloop.quantity import Quantity


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


@dataclass(frozen=True, eq=False)  # compared by identity, so that its printings can be cached
class Model:
    """Ordinary differential equations with names, units and sources.

    Attributes:
        name: its module's name.
        title: what a reader calls it.
        time_unit: the unit of time, such as "h".
        step: largest integration step, in time units, that keeps the error stated in the model's tests.
        states: what changes.
        parameters: what does not, during a run.
        rates: the time derivative of every state, by the state's key; may use readouts.
        readouts: what is shown.
        definitions: shorthands used by rates and readouts, each only of parameters and of earlier shorthands.
        dose_into: keys of the states that jump by the amount of a dose.

    Raises:
        ValueError: if a symbol or key is used twice or never declared, or a state has no rate.
    """

    name: str
    title: str
    time_unit: str
    step: float
    states: tuple[State, ...]
    parameters: tuple[Quantity, ...]
    rates: Mapping[str, Expr]
    readouts: tuple[Readout, ...]
    definitions: tuple[Definition, ...] = ()
    dose_into: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "rates", MappingProxyType(dict(self.rates)))
        named: tuple[State | Quantity | Readout, ...] = (*self.states, *self.parameters, *self.readouts)
        keys = [item.key for item in named]
        _refuse(f"{self.name}: these keys are used twice", {key for key in keys if keys.count(key) > 1})
        state_keys = {state.key for state in self.states}
        _refuse(f"{self.name}: rates and states differ in", state_keys ^ set(self.rates))
        _refuse(f"{self.name}: doses go into unknown states", set(self.dose_into) - state_keys)
        self._check_symbols()

    @property
    def shorthands(self) -> tuple[Definition | Readout, ...]:
        """Everything that has a symbol of its own and an expression, each using only earlier ones."""
        return (*self.definitions, *self.readouts)

    def _check_symbols(self) -> None:
        known = {quantity.symbol for quantity in self.parameters}
        for definition in self.definitions:
            _refuse(f"{self.name}: undeclared symbols", definition.expression.free_symbols - known)
            known.add(definition.symbol)
        known |= {state.symbol for state in self.states}
        for readout in self.readouts:
            _refuse(f"{self.name}: undeclared symbols", readout.expression.free_symbols - known)
            known.add(readout.symbol)
        for rate in self.rates.values():
            _refuse(f"{self.name}: undeclared symbols", rate.free_symbols - known)

    def values(self, **changes: float) -> tuple[float, ...]:
        """The parameters' values in order: defaults, unless changed.

        Raises:
            ValueError: if a name is unknown or a value is outside its range.
        """
        known = [quantity.key for quantity in self.parameters]
        _refuse(f"{self.name} has no parameter of that name; it has {', '.join(known)}; not", set(changes) - set(known))
        return tuple(quantity.check(changes.get(quantity.key, quantity.default)) for quantity in self.parameters)

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
