"""What the models, the analysis and the scripts make of the loop and the drug, in a Python of its own.

    python moved.py default FOLDER [KEY VALUE OLD] …   as if each VALUE stood for OLD in the file of the quantity KEY
    python moved.py said FOLDER [KEY VALUE OLD] …      with each VALUE said to the functions instead

Both print the same: then nothing but the one Quantity holds a number.
"""

import json
import shutil
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

SCRIPTS = """
const last = ({ name, doses, values, start }) => {
  const model = models[name];
  if (!model.states.length) return evaluate(model, values);
  const times = [0, 0.7, 3].map((day) => day * model.mesh.period);
  const { columns } = simulate(model, times, doses ? [{ time: 0, amount: 4.5 }] : [], values, { start });
  return Object.fromEntries(Object.entries(columns).map(([key, column]) => [key, column.at(-1)]));
};
const rest = models.loop_at_rest;
const found = loop.equilibria(rest, input.loop);
const separatrix = found.length === 3 ? loop.separatrix(models, input.loop, found[1]) : null;
return { models: Object.fromEntries(input.asked.map((each) => [each.name, last(each)])), found, separatrix,
  folds: [loop.folds(rest, input.loop, "input"), loop.folds(rest, input.loop, "coupling")] };
"""


def move(moves: dict[tuple[str, float], float]) -> None:
    """From now on these quantities are born with other defaults, as after an edit of their files."""
    from painloop.equations import quantity

    checked = quantity.Quantity.__post_init__

    def born(self: quantity.Quantity) -> None:
        value = moves.get((self.key, self.default), self.default)
        for field, number in (("default", value), ("low", min(self.low, value)), ("high", max(self.high, value))):
            object.__setattr__(self, field, number)
        checked(self)

    quantity.Quantity.__post_init__ = born


def own(model: Any, moves: dict[tuple[str, float], float]) -> dict[str, float]:
    """What there is to be said to the functions of a model."""
    pairs = ((each.key, moves.get((each.key, each.default))) for each in model.parameters)
    return {key: value for key, value in pairs if value is not None}


def python(moves: dict[tuple[str, float], float]) -> dict[str, Any]:
    """The models and the analysis."""
    from painloop import Dose, evaluate, models, simulate
    from painloop.analysis import injuries
    from painloop.analysis import loop as at_rest

    def last(model: Any) -> dict[str, float]:
        values, model = own(model, moves), model.widened()
        if not model.states:
            return {key: float(value) for key, value in evaluate(model, None, **values).items()}
        times = [day * model.mesh.period for day in (0, 0.7, 3)]
        doses = [Dose(0.0, 4.5)] if model.dose_into else ()
        run = simulate(model, times, doses=doses, start=somewhere(model), **values)
        return {key: float(column[-1]) for key, column in run.columns.items()}

    said = of_the_loop(models, moves)
    the_loop = at_rest.Loop(**said)
    found = at_rest.equilibria(the_loop)
    three = len(found) == 3
    return {
        "models": {model.name: last(model) for model in models.ALL},
        "found": [[each.S, each.G, *each.eigenvalues] for each in found],
        "folds": [at_rest.folds_in_input(the_loop), at_rest.folds_in_coupling(the_loop)],
        "separatrix": [column.tolist() for column in injuries.separatrix(the_loop, 9)] if three else [],
        "injury": [injuries.rheobase(the_loop), injuries.shortest_injury(the_loop)] if three else [],
        "sensitised": float(at_rest.sensitised(2.3, **{k: v for k, v in said.items() if k in ("n", "theta", "N_0")})),
        **of_people(models, moves),
    }


def of_people(models: Any, moves: dict[tuple[str, float], float]) -> dict[str, Any]:
    """What a dose does in a patient, and who enters a trial."""
    from painloop.analysis.dose import dose_response
    from painloop.trial.population import Population

    patient, people = (own(model, moves) for model in (models.patient_on_ldn.MODEL, models.trial_on_paper.MODEL))
    response = dose_response(models.patient_on_ldn.MODEL.widened(), [4.5], moments=24, **patient)
    patient.pop("w", None)  # of which people have a median of their own
    numbers = {each.key: people[each.key] for each in models.trial_on_paper.POPULATION if each.key in people}
    return {
        "dose": [float(response[key][0]) for key in ("U", "tone", "gain", "peak")],
        "entering": Population(medians=patient, numbers=numbers).share_entering,
    }


def somewhere(model: Any) -> dict[str, float]:
    """A start that no default decides; that the model's own follow the defaults, its tests say."""
    return {state.key: 0.3 for state in model.states if state.key in ("S", "G")}


def of_the_loop(models: Any, moves: dict[tuple[str, float], float]) -> dict[str, float]:
    """What there is to be said of the loop; an injury is not one of its numbers."""
    values = {**own(models.loop_at_rest.MODEL, moves), **own(models.loop_in_motion.MODEL, moves)}
    return {key: value for key, value in values.items() if key not in ("level", "injury")}


def printed_anew(web: Path) -> Any:
    """A Node of its own for the scripts in a folder, printed from the models as they are now."""
    from javascript import SERVER

    from painloop import models
    from painloop.equations.printers import to_javascript
    from painloop.web.node import Node

    for model in models.ALL:
        (web / "generated" / f"{model.name}.js").write_text(to_javascript(model), "utf-8")
    return Node(SERVER, web)


def printed(web: Path, moves: dict[tuple[str, float], float]) -> Any:
    """What the scripts say."""
    from painloop import models

    asked = [
        {"name": model.name, "doses": bool(model.dose_into), "values": own(model, moves), "start": somewhere(model)}
        for model in models.ALL
    ]
    node = printed_anew(web)
    said = node.ask({"body": SCRIPTS, "input": {"asked": asked, "loop": of_the_loop(models, moves)}})
    node.stop()
    return said["answer"]


def copied(web: Path) -> Path:
    """The scripts once more, where they can be printed anew, beside the packages that they import."""
    source = HERE.parents[1]
    shutil.copytree(source / "src" / "painloop" / "web", web)
    (web.parent / "package.json").write_text('{"type": "module"}', "utf-8")  # or Node asks whatever stands above
    (web.parent / "node_modules").symlink_to(source / "node_modules", target_is_directory=True)
    return web


def main(way: str, folder: str, *words: str) -> None:
    """Print what there is to compare."""
    moves = {(key, float(old)): float(value) for key, value, old in batched(words, 3)}
    web = copied(Path(folder) / "web")
    if way == "default":
        move(moves)
        moves = {}
    print(json.dumps({"python": python(moves), "scripts": printed(web, moves)}))


def batched(words: tuple[str, ...], size: int) -> list[tuple[str, ...]]:
    """The words, so many at a time."""
    return [words[i : i + size] for i in range(0, len(words), size)]


if __name__ == "__main__":
    main(*sys.argv[1:])
