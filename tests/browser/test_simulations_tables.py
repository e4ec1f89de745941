"""The page computes what Python computes: 50 states at random of every explorer, read from its table, to 1e-9."""

import numpy as np
import pytest
from faces import random_states
from on_page import EXPLORERS, PAGE, Explorer

from painloop.explorers import table


@pytest.mark.parametrize("name", EXPLORERS)
def test_the_table_is_what_python_computes(site, open_page, name):
    explorer = Explorer(open_page(f"{site.as_uri()}/{PAGE}"), name)
    for state in random_states(explorer.declaration, 50, seed=7):
        explorer.set(**state)
        curves = EXPLORERS[name](**state).curves()
        ours, theirs = table.columns(explorer.declaration, state, curves), explorer.table()
        assert [column.key for column in ours] == list(theirs)
        for column in ours:
            values = column.values[~np.isnan(column.values)]
            np.testing.assert_allclose(
                theirs[column.key], values, rtol=1e-9, atol=1e-9, err_msg=f"{column.key} {state}"
            )
