"""The numbers behind trials on paper: Wellons' hash, Box and Muller's pairs, and what patients' pain then does."""

import numpy as np


def mixed(x):
    """lowbias32, as Wellons printed it."""
    x = x ^ (x >> np.uint32(16))
    x = x * np.uint32(0x7FEB352D)
    x = x ^ (x >> np.uint32(15))
    x = x * np.uint32(0x846CA68B)
    return x ^ (x >> np.uint32(16))


def uniforms(seed, counter):
    """A number between 0 and 1 for each counter of a series."""
    return (mixed(mixed(counter.astype(np.uint32)) + mixed(np.array([seed], np.uint32))) + 0.5) / 2**32


def normals(seed, trials, people):
    """Four standard normal numbers for everybody: 1024 people are kept for each trial, the four are two pairs."""
    place = 4 * (1024 * np.arange(trials)[:, None] + np.arange(people))
    even = [uniforms(seed, place + k) for k in range(4)]
    pairs = zip(even[::2], even[1::2], strict=True)
    return [
        far * way(2 * np.pi * turn)
        for u, turn in pairs
        for far in [np.sqrt(-2 * np.log(u))]
        for way in (np.cos, np.sin)
    ]


def changes(state):
    """What everybody's pain does, on the drug and on placebo: of shape (trials, people)."""
    z = normals(state["seed"], state["trials"], 2 * state["patients"])
    own = state["placebo"] + state["placebo_sd"] * z[0]
    placebo = own + state["noise_sd"] * z[1]
    drug = own + state["effect"] + state["response_sd"] * z[2] + state["noise_sd"] * z[3]
    return (drug, placebo) if state["design"] == "crossover" else (drug[:, ::2], placebo[:, 1::2])
