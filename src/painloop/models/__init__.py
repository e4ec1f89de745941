"""The models, one file each; every file holds MODEL and, where one exists, its closed form."""

from painloop.model import Model
from painloop.models import oral_naltrexone, receptor_blockade

ALL: tuple[Model, ...] = (oral_naltrexone.MODEL, receptor_blockade.MODEL)

__all__ = ["ALL", "oral_naltrexone", "receptor_blockade"]
