"""Keeps pictures of every explorer and shows what a change did to them; `make visual` runs it.

Fonts differ between machines, so the pictures stay here, in `.visual/`, and are no test. `--keep` takes the new ones.
"""

import argparse
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from tqdm import tqdm

from painloop import explorers
from setup.browsers import launch

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "_build" / "html" / "book" / "simulations.html"
KEPT = ROOT / ".visual"
NAMES = [getattr(explorers, name).declaration.name for name in explorers.__all__]
LOOKS: dict[str, dict[str, Any]] = {
    **{
        f"{scheme}-{width}": {"scheme": scheme, "width": width} for scheme in ("light", "dark") for width in (1280, 390)
    },
    "forced-colours": {"forced": True},
    "print": {"media": "print"},
}
# What floats above the page, or stays in the window, would stand in the middle of a picture taller than that.
STILL = """
.bd-header-article, .skip-link, #pst-skip-link { display: none !important }
.explorer .explorer-stage { position: static !important }
"""
TOLERANCE, SHARE = 16, 1e-3  # of 255 in a colour; of all pixels


class Shot(NamedTuple):
    """A picture of an explorer."""

    name: str
    look: str
    image: Image.Image

    @property
    def file(self) -> Path:
        """Where it is kept."""
        return KEPT / f"{self.name}-{self.look}.png"


def main() -> None:
    """Take, compare, tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", action="store_true", help="keep the new pictures, whatever they show")
    keep = parser.parse_args().keep
    if not PAGE.exists():
        sys.exit("There is no built book to look at. Run: make book")
    KEPT.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = launch(playwright)
        shots = tqdm(take(browser), total=len(LOOKS) * len(NAMES), unit=" pictures")
        told = [line for shot in shots if (line := compare(shot, keep))]
        browser.close()
    print("\n".join(told) or f"{len(LOOKS) * len(NAMES)} pictures, all as kept in {KEPT.name}/")
    sys.exit(any("differs" in line for line in told))


def take(browser: Browser) -> Iterator[Shot]:
    """Every explorer in every look."""
    for look, how in LOOKS.items():
        page = opened(browser, **how)
        for name in NAMES:
            figure = page.locator(f'figure.explorer[data-explorer="{name}"]')
            yield Shot(name, look, Image.open(BytesIO(figure.screenshot())).convert("RGB"))
        page.context.close()


def opened(
    browser: Browser, scheme: str = "light", width: int = 1280, forced: bool = False, media: str = "screen"
) -> Page:
    """The page of all explorers, at rest."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce",
        forced_colors="active" if forced else "none",
    )  # fmt: skip
    page = context.new_page()
    page.emulate_media(media=media)
    page.goto(PAGE.as_uri())
    page.add_style_tag(content=STILL)
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(800)  # words and tables follow the picture by half a second
    return page


def compare(shot: Shot, keep: bool) -> str:
    """What there is to say of a picture; nothing if it is as it was."""
    if keep or not shot.file.exists():
        shot.image.save(shot.file)
        return f"kept     {shot.file.name}"
    share = difference(Image.open(shot.file).convert("RGB"), shot)
    if share <= SHARE:
        return ""
    shot.image.save(shot.file.with_suffix(".new.png"))
    return (
        f"differs  {shot.file.name}: {100 * share:.1f} % of its pixels; look at {shot.file.stem}.new.png and .diff.png"
    )


def difference(before: Image.Image, shot: Shot) -> float:
    """The share of pixels that differ; where any do, they are kept as a picture, in red on what is pale."""
    if before.size != shot.image.size:
        return 1.0
    old, new = np.asarray(before, dtype=int), np.asarray(shot.image, dtype=int)
    changed = np.abs(old - new).max(axis=2) > TOLERANCE
    if changed.mean() > SHARE:
        pale = (new + 3 * 255) // 4
        pale[changed] = (204, 0, 0)
        Image.fromarray(pale.astype(np.uint8)).save(shot.file.with_suffix(".diff.png"))
    return float(changed.mean())


if __name__ == "__main__":
    main()
