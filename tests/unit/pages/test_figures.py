"""Still figures: one style, and no dead slider in a built page."""

import re
from urllib.parse import unquote

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from painloop import Dose, simulate
from painloop.models import receptor_blockade
from painloop.pages import figures

plt.switch_backend("agg")


@pytest.fixture
def run():
    return simulate(receptor_blockade.MODEL, np.linspace(0, 48, 49), doses=[Dose(0, 50)])


def test_a_share_is_drawn_in_per_cent_and_a_level_in_its_unit(run):
    fig, axes = plt.subplots(1, 2)
    figures.plot_trajectory(axes[0], run, ["occupancy_brain_retention"])
    figures.plot_trajectory(axes[1], run, ["plasma_naltrexone"])
    assert axes[0].get_ylabel() == "mu-receptor occupancy (%)"
    assert axes[1].get_ylabel() == "naltrexone in plasma (ng/mL)"
    np.testing.assert_allclose(axes[0].lines[0].get_ydata(), 100 * run["occupancy_brain_retention"])
    plt.close(fig)


def test_a_readout_that_is_none_is_refused(run):
    fig, ax = plt.subplots()
    with pytest.raises(ValueError, match="no readout"):
        figures.plot_trajectory(ax, run, ["blood"])
    plt.close(fig)


def test_a_lab_in_the_built_book_draws_its_first_state_once(monkeypatch):
    monkeypatch.setenv(figures.BUILDING, "1")
    drawn = []
    figures.lab(lambda dose=4.5, nights=7: drawn.append((dose, nights)), dose=(0.5, 50, 0.5), nights=(1, 14))
    assert drawn == [(4.5, 7)]


def test_a_curve_is_named_on_the_curve_and_in_its_colour():
    fig, ax = plt.subplots()
    ax.plot([0, 10], [0, 5], color="#b04a00", label="plasma-driven")
    figures.name_curve(ax, "plasma-driven", 4)
    assert ax.texts[0].xy == (4, 2)
    assert ax.texts[0].get_color() == "#b04a00"
    assert ax.texts[0].get_path_effects()  # a halo
    with pytest.raises(ValueError, match="no curve is labelled 'two-phase'"):
        figures.name_curve(ax, "two-phase", 4)
    plt.close(fig)


def test_no_grid_runs_across_what_is_drawn():
    with plt.style.context("default"):
        figures.use_style()
        fig, ax = plt.subplots()
        bar, *_ = ax.bar(["a"], [1])
        fig.draw_without_rendering()
    assert max(ax.xaxis.get_zorder(), ax.yaxis.get_zorder()) < bar.get_zorder()
    plt.close(fig)


def test_the_data_of_a_figure_are_its_labelled_lines_under_the_labels_of_its_axes():
    fig, ax = plt.subplots()
    ax.plot([0, 10], [0, 5], label="plasma-driven")
    ax.plot([0, 10], [1, 1], label="two-phase")
    ax.axhline(3)
    ax.set(xlabel="Hours", ylabel="Blockade, %")
    rows = figures.drawn(fig)
    assert list(rows.columns) == ["curve", "Hours", "Blockade, %"]
    assert list(rows.curve) == ["plasma-driven"] * 2 + ["two-phase"] * 2
    np.testing.assert_array_equal(rows["Blockade, %"], [0, 5, 1, 1])
    plt.close(fig)


def test_a_figure_without_a_name_on_any_line_cannot_be_saved_as_a_table():
    fig, ax = plt.subplots()
    ax.plot([0, 10], [0, 5])
    with pytest.raises(ValueError, match="give the lines labels"):
        figures.drawn(fig)
    plt.close(fig)


def test_the_link_beneath_a_figure_holds_the_whole_table():
    shown = figures.data("harms", pd.DataFrame({"trial": ["a, b", "c"], "share": [0.123456789, 2]})).data
    address = re.search(r'href="data:text/csv;charset=utf-8,([^"]+)"', shown)[1]
    assert unquote(address) == '\ufefftrial,share\n"a, b",0.12346\nc,2\n'
    assert 'download="harms.csv"' in shown
