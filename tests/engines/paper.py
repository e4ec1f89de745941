"""What a printed page (PDF) shows: each drawing's colour, and how each sheet ends."""

import io
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream, DictionaryObject, StreamObject
from pypdfium2 import PdfDocument, PdfTextPage

Colour = tuple[float, ...]
Ink = tuple[str, Colour, str]  # "text" or "drawn", red, green and blue from 0 to 1, a text's letters where known
FILL = {"rg": 3, "g": 1, "k": 4, "sc": 0, "scn": 0}
STROKE = {"RG": 3, "G": 1, "K": 4, "SC": 0, "SCN": 0}
BLACK = (0.0, 0.0, 0.0)
INVISIBLE = 3  # a text's rendering mode
LINE = 4  # pt, within which letters stand on one line


def rgb(numbers: list[Any]) -> Colour:
    """Red, green and blue of what a colour operator is given."""
    values = tuple(float(each) for each in numbers if isinstance(each, int | float) or hasattr(each, "as_numeric"))
    if len(values) == 4:
        return tuple((1 - each) * (1 - values[3]) for each in values[:3])
    return values * 3 if len(values) == 1 else values or BLACK


def inks(content: StreamObject, resources: DictionaryObject, reader: PdfReader, state: tuple = ()) -> Iterator[Ink]:
    """Yield every text, line and area of a content stream, and of the forms in it."""
    fill, stroke, mode, opacity, kept = *(state or (BLACK, BLACK, 0, (1.0, 1.0))), []
    for operands, operator in ContentStream(content, reader).operations:
        name = operator.decode("latin1")
        if name == "q":
            kept.append((fill, stroke, mode, opacity))
        elif name == "Q" and kept:
            fill, stroke, mode, opacity = kept.pop()
        elif name in FILL:
            fill = rgb(operands)
        elif name in STROKE:
            stroke = rgb(operands)
        elif name == "Tr":
            mode = int(operands[0])
        elif name == "gs":
            given = resources["/ExtGState"][operands[0]].get_object()
            opacity = (float(given.get("/ca", opacity[0])), float(given.get("/CA", opacity[1])))
        elif name in ("Tj", "TJ") and mode != INVISIBLE:
            yield "text", on_white(fill, opacity[0]), str(operands[0])[:40]
        elif name in ("S", "s"):
            yield "drawn", on_white(stroke, opacity[1]), ""
        elif name in ("f", "f*"):  # Chromium fills the dashes of a curve
            yield "drawn", on_white(fill, opacity[0]), ""
        elif name == "Do":
            form = resources["/XObject"][operands[0]].get_object()
            if form["/Subtype"] == "/Form":
                own = form.get("/Resources", resources).get_object()
                yield from inks(form, own, reader, (fill, stroke, mode, opacity))


def on_white(colour: Colour, opacity: float) -> Colour:
    """A colour that lets white paper through."""
    return tuple(1 - opacity * (1 - each) for each in colour)


def all_inks(pdf: bytes) -> set[Ink]:
    """Every ink of a document once."""
    reader = PdfReader(io.BytesIO(pdf))
    return {ink for page in reader.pages for ink in inks(page.get_contents(), page["/Resources"].get_object(), reader)}


def contrast(colour: Colour) -> float:
    """The contrast of a colour on white (WCAG 2)."""
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in colour)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def ends(pdf: bytes) -> list[str]:
    """The lowest line of every sheet but the last."""
    with PdfDocument(pdf) as sheets:
        return [lowest(sheets[n].get_textpage()) for n in range(len(sheets) - 1)]


def lowest(text: PdfTextPage) -> str:
    """The text that stands lowest on a sheet."""
    boxes = [text.get_rect(n) for n in range(text.count_rects())]
    foot = min((bottom for _, bottom, _, _ in boxes), default=0)
    lines = [box for box in boxes if box[1] < foot + LINE]
    return "".join(text.get_text_bounded(*box) for box in lines).strip()


def words(pdf: bytes) -> str:
    """All that a document says, without spaces, which readers of PDF add and lose."""
    with PdfDocument(pdf) as sheets:
        return "".join("".join(sheet.get_textpage().get_text_bounded().split()) for sheet in sheets)
