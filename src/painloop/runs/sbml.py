"""A model as SBML, the exchange format of systems biology: for COPASI, Tellurium and other tools.

The fourth printing. States become parameters with rate rules, shorthands and readouts assignment rules, doses events.
A definition never changes in a run, yet it is a rule and no initial assignment: libRoadRunner keeps the old value of
an initial assignment when somebody changes a parameter. Level 3 Version 1 has all that is needed here. Units stand in
the notes, in words.
"""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import numpy as np
from sympy import Expr, Integer, ccode

from painloop.equations.algebra import renamed
from painloop.equations.model import Model
from painloop.equations.printers import code_names
from painloop.equations.quantity import Component, Quantity
from painloop.runs.simulate import Dose
from painloop.runs.trajectory import patients

SECONDS = {"s": 1.0, "min": 60.0, "h": 3600.0, "d": 86400.0}
XHTML = "<body xmlns='http://www.w3.org/1999/xhtml'><p>{}</p></body>"


def to_sbml(model: Model, doses: Sequence[Dose] = (), start: Mapping[str, float] | None = None, **values: float) -> str:
    """The model as an SBML document; its ids are the model's keys, and its time runs in the model's unit.

    Three or more equal doses at equal distances are one event that repeats; another tool can change the regimen by its
    parameters `dose_amount`, `dose_interval` and `dosing_ends`. Other doses are one event each. After a change, call
    reset() in libRoadRunner and Tellurium: there a dose at time 0 enters when the document is loaded.

    Args:
        model: what to print.
        doses: what enters, and when; the run begins at time 0.
        start: states that begin elsewhere than the model says.
        **values: parameters that differ from their defaults.

    Raises:
        ImportError: if python-libsbml is not installed.
        ValueError: if the model has no states, a dose lies before time 0, a name is unknown, or a value is an array or
            outside its range.
        NotImplementedError: if an expression has no SBML form.

    Source: SBML Level 3 Version 1 Core, https://sbml.org/documents/specifications/.
    """
    if not model.states:
        raise ValueError(
            f"{model.name} has no states, so there is nothing to run; painloop.evaluate gives its readouts"
        )
    begin, parameters = model.begin(**(start or {})), model.values(**values)
    if patients(*begin, *parameters, *(dose.amount for dose in doses)):
        raise ValueError("an SBML document holds one patient; give numbers, not arrays")
    page = _Page(model)
    for quantity, value in zip(model.parameters, parameters, strict=True):
        page.parameter(quantity.key, value, name=quantity.name, notes=_provenance(quantity))
    for state, value in zip(model.ordered, begin, strict=True):
        page.parameter(state.key, value, name=state.name, notes=f"Unit: {state.unit}.", constant=False)
    page.equations()
    page.dosing(doses)
    return page.text()


class _Page:
    """A document while it is being written."""

    def __init__(self, model: Model) -> None:
        self.libsbml, self.model, self.names = _libsbml(), model, code_names(model)
        self.document = self.libsbml.SBMLDocument(3, 1)
        self.sbml = self.document.createModel(model.name)
        self.sbml.setName(model.title)
        self.sbml.setNotes(XHTML.format(_about(model)))
        self.grammar = self.libsbml.L3ParserSettings()
        self.grammar.setModel(self.sbml)  # a key such as `pi` is then the model's own
        self.grammar.setParseLog(self.libsbml.L3P_PARSE_LOG_AS_LN)
        if model.time_unit in SECONDS:
            self.time_unit(model.time_unit)

    def time_unit(self, name: str) -> None:
        """The unit of time, by its length in seconds."""
        definition = self.sbml.createUnitDefinition()
        definition.setId(name)
        unit = definition.createUnit()
        unit.initDefaults()
        unit.setKind(self.libsbml.UNIT_KIND_SECOND)
        unit.setMultiplier(SECONDS[name])
        self.sbml.setTimeUnits(name)

    def parameter(
        self, key: str, value: Component | None = None, *, name: str = "", notes: str = "", constant: bool = True
    ) -> None:
        """A number; without a value if a rule gives it."""
        parameter = self.sbml.createParameter()
        parameter.setId(key)
        parameter.setConstant(constant)
        if value is not None:
            parameter.setValue(float(value))
        if name:
            parameter.setName(name)
        if notes:
            parameter.setNotes(XHTML.format(escape(notes)))

    def equations(self) -> None:
        """Shorthands, readouts and rates; all are declared before the first is written."""
        for definition in self.model.definitions:
            self.parameter(str(self.names[definition.symbol]), constant=False)
        for readout in self.model.readouts:
            self.parameter(readout.key, name=readout.name, notes=f"Unit: {readout.unit}.", constant=False)
        for shorthand in self.model.shorthands:
            self.rule(self.sbml.createAssignmentRule(), str(self.names[shorthand.symbol]), shorthand.expression)
        for state in self.model.ordered:
            self.rule(self.sbml.createRateRule(), state.key, self.model.rates[state.key])

    def rule(self, rule: Any, key: str, expression: Expr) -> None:
        """What a variable is, or how fast it changes."""
        rule.setVariable(key)
        rule.setMath(self.math(self.code(expression)))

    def dosing(self, doses: Sequence[Dose]) -> None:
        """The doses as events; those at one time are one, because events at one time would overwrite one another."""
        amounts: dict[float, float] = {}
        for dose in doses:
            amounts[dose.time] = amounts.get(dose.time, 0.0) + float(dose.amount)
        times = sorted(amounts)
        if times and times[0] < 0:
            raise ValueError(f"a dose lies at {times[0]}, but an SBML run begins at time 0; move the doses later")
        if _regular(times, amounts):
            self.regimen(times, amounts[times[0]])
        else:
            for time in times:
                self.event(f"time >= {time}", self.jumps(str(amounts[time])))

    def regimen(self, times: Sequence[float], amount: float) -> None:
        """One event that sets its own next time; libRoadRunner is faster with it than with an event for each dose."""
        interval = (times[-1] - times[0]) / (len(times) - 1)
        self.parameter("dose_amount", amount, name="amount of each dose")
        self.parameter("dose_interval", interval, name="time from dose to dose")
        self.parameter("dosing_ends", times[-1] + interval / 2, name="time of the last dose, and half an interval")
        self.parameter("next_dose", times[0], name="time of the next dose", constant=False)
        self.rule(self.sbml.createRateRule(), "next_dose", Integer(0))  # as a state, it is put back by reset()
        later = {"next_dose": "next_dose + dose_interval"}
        self.event("time >= next_dose && next_dose < dosing_ends", self.jumps("dose_amount") | later)

    def jumps(self, amount: str) -> dict[str, str]:
        """The states after a dose."""
        return {key: f"{key} + {amount} * ({self.code(each)})" for key, each in self.model.dose_into.items()}

    def event(self, trigger: str, assignments: Mapping[str, str]) -> None:
        """What happens when the trigger becomes true."""
        event = self.sbml.createEvent()
        event.setUseValuesFromTriggerTime(True)
        condition = event.createTrigger()
        condition.setInitialValue(False)  # so that a dose at time 0 is a change from false to true
        condition.setPersistent(True)
        condition.setMath(self.math(trigger))
        for key, formula in assignments.items():
            assignment = event.createEventAssignment()
            assignment.setVariable(key)
            assignment.setMath(self.math(formula))

    def code(self, expression: Expr) -> str:
        """An expression in the syntax of C, which libsbml reads: its power has no precedence to mistake."""
        return str(ccode(renamed(expression, self.names), order="none", standard="c89", math_macros={}))

    def math(self, formula: str) -> Any:
        """A formula as libsbml's tree."""
        tree = self.libsbml.parseL3FormulaWithSettings(formula, self.grammar)
        if tree is None:
            raise NotImplementedError(
                f"{self.model.name}: no SBML form for {formula}: {self.libsbml.getLastParseL3Error()}"
            )
        return tree

    def text(self) -> str:
        """The document as it is saved."""
        return str(self.libsbml.writeSBMLToString(self.document))


def _libsbml() -> Any:
    try:
        import libsbml
    except ImportError as missing:
        raise ImportError("python-libsbml writes SBML; install it with: pip install 'painloop[sbml]'") from missing
    return libsbml


def _about(model: Model) -> str:
    return (
        f"Printed by painloop; time runs in {model.time_unit}. Sources are keys in the references of The Pain Loop. "
        "A model to learn from, no forecast for any person."
    )


def _provenance(quantity: Quantity) -> str:
    return f"Unit: {quantity.unit}. Grade: {quantity.grade}. Source: {', '.join(quantity.sources)}."


def _regular(times: Sequence[float], amounts: Mapping[float, float]) -> bool:
    """Whether three or more equal doses lie at equal distances, but for rounding."""
    gaps = np.diff(times)
    return len(times) > 2 and len(set(amounts.values())) == 1 and np.allclose(gaps, gaps[0], rtol=1e-9, atol=0)
