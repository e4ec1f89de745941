"""Random patients within the declared ranges."""

import numpy as np


def random_values(model, size, random, leave=()):
    """Every parameter with a range drawn evenly from it, or, over many decades, evenly from its logarithm."""
    drawn = {}
    for quantity in model.parameters:
        if quantity.key in leave or quantity.low == quantity.high:
            continue
        wide = quantity.low > 0 and quantity.high > 100 * quantity.low
        low, high = (np.log(quantity.low), np.log(quantity.high)) if wide else (quantity.low, quantity.high)
        values = random.uniform(low, high, size)
        drawn[quantity.key] = np.exp(values) if wide else values
    return drawn
