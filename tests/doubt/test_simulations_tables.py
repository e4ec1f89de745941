"""A table on the page is of the state that is set: 50 states at random of every explorer, asked in Node."""

import numpy as np
import pytest
from faces import random_states
from javascript import run as javascript
from on_page import EXPLORERS, PAGE, Explorer

from painloop.explorers.widget import as_json

COLUMNS = """const { spec, states } = input;
return states.map((values) => table.columns(spec, spec.views, values, state.curvesOf(spec, models, values)));"""


@pytest.mark.parametrize("name", EXPLORERS)
def test_the_table_is_of_the_state_that_is_set(site, open_page, name):
    explorer = Explorer(open_page(f"{site.as_uri()}/{PAGE}"), name)
    states = random_states(explorer.declaration, 50, seed=7)
    computed = javascript(COLUMNS, {"spec": as_json(explorer.declaration), "states": states})
    for state, ours in zip(states, computed, strict=True):
        explorer.set(**state)
        theirs = explorer.table()
        assert [column["key"] for column in ours] == list(theirs)
        for column in ours:
            values = np.array(column["values"], float)
            found = theirs[column["key"]]
            np.testing.assert_allclose(found, values[~np.isnan(values)], rtol=1e-9, atol=1e-9, err_msg=str(state))
