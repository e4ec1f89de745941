"""Course packages as a platform reads them: held to the published schemas, and their questions answered."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from zipfile import ZipFile

from lxml import etree

SCHEMAS = Path(__file__).parent / "schemas" / "schemas.zip"  # see README.md there
LOCATION = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
# The one that the quizzes name differs from the one at hand in admitting <or>, which no quiz of ours has.
AT_HAND = {
    "www.imsglobal.org/profile/cc/ccv1p3/ccv1p3_qtiasiv1p2p1_v1p0.xsd": (
        "www.imsglobal.org/profile/cc/ccv1p1/ccv1p1_qtiasiv1p2p1_v1p0.xsd"
    ),
    "www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_metadata_v2p1p1.xsd": (
        "www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_metadata_v2p1.xsd"
    ),
}
# The schemas of learning-object metadata may not be handed on: a <lom> may hold anything here.
LOM = {
    "www.imsglobal.org/xsd/imsmd_loose_v1p3p2.xsd": "LOM",
    "www.imsglobal.org/profile/cc/ccv1p3/LOM/ccv1p3_lommanifest_v1p0.xsd": "imsccv1p3/LOM/manifest",
    "www.imsglobal.org/profile/cc/ccv1p3/LOM/ccv1p3_lomresource_v1p0.xsd": "imsccv1p3/LOM/resource",
}
ANYTHING = """<schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="http://ltsc.ieee.org/xsd/{}">
<element name="lom"/></schema>"""


def published(url: str) -> bytes:
    """A schema by its address, from this machine."""
    name = url.removeprefix("http://")
    if name in LOM:
        return ANYTHING.format(LOM[name]).encode()
    with ZipFile(SCHEMAS) as schemas:
        return schemas.read(AT_HAND.get(name, name))


class Published(etree.Resolver):
    """Finds what a schema imports."""

    def resolve(self, url, _, context):
        return self.resolve_string(published(url), context, base_url=url)


@cache
def schema(url: str) -> etree.XMLSchema:
    """A published schema."""
    parser = etree.XMLParser()
    parser.resolvers.add(Published())
    return etree.XMLSchema(etree.fromstring(published(url), parser, base_url=url))


def faults(files: Mapping[str, bytes]) -> list[str]:
    """What is wrong with a package: files that no schema admits, that are not there, or that nothing lists."""
    invalid = [fault for name, text in files.items() for fault in invalid_in(name, text)]
    return invalid or list(unlisted(files))


def invalid_in(name: str, text: bytes) -> Iterator[str]:
    """Yield what the schema that a file itself names finds wrong with it."""
    try:
        root = etree.fromstring(text)
    except etree.XMLSyntaxError as error:
        yield f"{name}: {error}"
        return
    locations = root.get(LOCATION).split()
    own = schema(dict(zip(locations[::2], locations[1::2], strict=True))[etree.QName(root).namespace])
    if not own.validate(root):
        yield from (f"{name}:{error.line}: {error.message}" for error in own.error_log)


def unlisted(files: Mapping[str, bytes]) -> Iterator[str]:
    """Yield what the manifest lists and the package lacks, the other way round, and what leads nowhere."""
    manifest = etree.fromstring(files["imsmanifest.xml"])
    listed = manifest.xpath("//*[local-name()='file']/@href")
    yield from (f"{name} is listed or there, but not both" for name in {*listed} ^ (files.keys() - {"imsmanifest.xml"}))
    resources = manifest.xpath("//*[local-name()='resource']/@identifier")
    named = manifest.xpath("//@identifierref")
    yield from (f"{name} is no resource" for name in named if name not in resources)


# ------------------------------------------------------------------ answers


def played(item: bytes, answer: str) -> tuple[float, list[str]]:
    """The score and the feedback that the response processing of a QTI 2.1 item gives for an answer."""
    root = etree.fromstring(item)
    outcomes = root.findall("{*}outcomeDeclaration")
    known = {each.get("identifier"): each.findtext("{*}defaultValue/{*}value") for each in outcomes}
    (asked,) = root.findall("{*}responseDeclaration")
    known[asked.get("identifier")] = answer
    for rule in root.findall("{*}responseProcessing/*"):
        obey(rule, known, asked.findtext("{*}correctResponse/{*}value"))
    texts = root.findall("{*}modalFeedback[@showHide='show']")
    shown = [each.text for each in texts if each.get("identifier") == known[each.get("outcomeIdentifier")]]
    return float(known["SCORE"]), shown


def obey(rule: etree._Element, known: dict[str, str], correct: str) -> None:
    """Follow a rule, which changes what is known."""
    match etree.QName(rule).localname:
        case "responseCondition":
            ((condition, *rules),) = rule.findall("{*}responseIf")
            for each in rules if value(condition, known, correct) else ():
                obey(each, known, correct)
        case "setOutcomeValue":
            assert rule.get("identifier") in known, rule.get("identifier")
            known[rule.get("identifier")] = value(rule[0], known, correct)


def value(expression: etree._Element, known: dict[str, str], correct: str) -> str | bool:
    """What an expression of the response processing comes to."""
    match etree.QName(expression).localname:
        case "variable":
            return known[expression.get("identifier")]
        case "correct":
            return correct
        case "baseValue":
            return expression.text
    one, other = (value(each, known, correct) for each in expression)
    match etree.QName(expression).localname, expression.get("toleranceMode"):
        case "match", None:
            return one == other
        case "equal", "absolute":
            below, above = map(float, expression.get("tolerance").split())
            return -below <= float(one) - float(other) <= above
    raise ValueError(etree.tostring(expression))


def quizzed(item: etree._Element, answer: str) -> tuple[float, list[str]]:
    """The same of an item of QTI 1.2."""
    score, shown = 0.0, []
    for condition in item.findall("{*}resprocessing/{*}respcondition"):
        if [each.text for each in condition.findall("{*}conditionvar/{*}varequal")] != [answer]:
            continue
        score = float(condition.findtext("{*}setvar") or score)
        shown += [each.get("linkrefid") for each in condition.findall("{*}displayfeedback")]
        if condition.get("continue") != "Yes":
            break
    texts = {each.get("ident"): each.findtext(".//{*}mattext") for each in item.findall("{*}itemfeedback")}
    return score, [texts[name] for name in shown]
