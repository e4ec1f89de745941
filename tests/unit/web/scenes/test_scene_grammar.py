"""What may stand in a scene, each on a template of a line or two."""

import numpy as np
import pytest
from drawn import filled_in, numbers, said


def only(root, tag):
    (found,) = root.iter(tag)
    return found


def all_of(root, tag, key):
    return [element.get(key) for element in root.iter(tag)]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{a}", "2.5"),
        ("{a:.2f} of {b}", "2.50 of word"),
        ("{a|0 5|100 200}", "150"),
        ("{a|5 0|100 200}", "150"),
        ("{a|3 5|10 20}", "10"),  # held within
        ("{a|0 2|10 20}", "20"),
        ("{a|0 5|20 10:.1f}", "15.0"),
        ("{a|2.5 2.5|7 9}", "7"),  # a range without length
        ("{a|low 5|0 1}", "0.38"),  # an end that is a name; a hundredth is seen by nobody
        ("{infinite|0 1|3 4}", "4"),
        ("{'word'} {0.5|0 1|0 10}", "word 5"),  # said as they are, not names
        ("{ones}", "3"),  # a column, by its last value
        ("{yes}", "true"),
    ],
)
def test_gaps(text, shown):
    measures = {"a": 2.5, "b": "word", "low": 1, "infinite": 1e308, "yes": True}
    moment = {"measures": measures, "columns": {"ones": [1, 2, 3]}}
    root = filled_in(f'<text x="{text}">{text}</text>', moment)
    assert only(root, "text").get("x") == said(root)[0] == shown


def test_what_is_measured_goes_before_a_column_of_its_name():
    assert said(filled_in("<text>{a}</text>", {"measures": {"a": 1}, "columns": {"a": [2]}})) == ["1"]


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("<text>{b}</text>", "The scene tried asks for b, which is not there. There is: a, along"),
        ("<text>{constructor}</text>", "asks for constructor"),
        ('<g data-when="b > 1"/>', "asks for b"),
        ('<g data-each="b"/>', "asks for the column b, which is not there. There is: along"),
        ('<path data-line="b|0 1|0 1" data-over="b|0 1|0 1"/>', "asks for the column b"),
        ('<g data-count="2" data-shares="a b"/>', "asks for b"),
        ('<g data-part="b"/>', "asks for the part b. There is: cell, dial, "),
        ("<text>{a|0 1}</text>", "has a gap that cannot be read: {a|0 1}"),
        ("<text>{a|0|1 2}</text>", "has a gap that cannot be read"),
        ("<text>{a|0 1|2}</text>", "has a gap that cannot be read"),
        ("<text>{a</text>", "has a gap that cannot be read"),
        ('<g data-when="a over 1"/>', "has a condition that cannot be read: a over 1"),
        ('<g data-when="a"/>', "has a condition that cannot be read"),
    ],
)
def test_what_cannot_be_followed_is_an_error_that_says_scene_and_name(template, message):
    with pytest.raises(AssertionError) as error:
        filled_in(template, {"measures": {"a": 1}})
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("a == 2", True),
        ("a != 2", False),
        ("a &lt; 2.5", True),
        ("a > 2", False),
        ("a >= 2", True),
        ("a &lt;= -1", False),
        ("yes == true", True),
        ("yes == false", False),
        ("word == some", True),
        ("a == 2 and word == other", False),
        ("a == {a}", True),
        ("{a|0 4|0 1} > 0.4", True),
        ("'some' == some", True),
        ("nan > 0", False),
        ("nan &lt;= 0", False),
    ],
)
def test_conditions(condition, holds):
    measures = {"a": 2, "yes": True, "word": "some"}
    root = filled_in(
        f'<g><path/><circle data-when="{condition}"/><rect/></g>', {"measures": measures, "columns": {"nan": []}}
    )
    assert [element.tag for element in root.iter("path", "circle", "rect")] == (
        ["path", "circle", "rect"] if holds else ["path", "rect"]
    )


def test_what_comes_and_goes_keeps_its_place_and_its_newest_words():
    template = '<g><path/><text data-when="a > 1">{a}</text><rect/></g>'
    moments = [{"measures": {"a": a}} for a in (2, 0, 3)]
    found = filled_in(template, *moments)
    assert [[element.tag for element in root.iter("path", "text", "rect")] for root in found] == [
        ["path", "text", "rect"], ["path", "rect"], ["path", "text", "rect"],
    ]  # fmt: skip
    assert [said(root) for root in found] == [["2"], [], ["3"]]


def test_an_element_for_each_value_of_a_column_knows_its_place_and_the_columns_beside():
    columns = {"x": [1, 2, 3], "y": [4, 5, 6], "other": [7, 8], "along": [0, 1, 2]}
    moment = {"columns": columns, "names": ["A", "B", "C"], "kinds": ["trial", "trial", "pool"]}
    root = filled_in('<text data-each="x">{i} {along} {x} {y} {other} {name} {kind}</text>', moment)
    assert said(root) == ["0 0 1 4 8 A trial", "1 1 2 5 8 B trial", "2 2 3 6 8 C pool"]
    assert said(filled_in('<text data-each="x" data-when="y > 4">{x}</text>', moment)) == ["2", "3"]


def test_a_column_that_grows_and_shrinks_has_as_many_elements():
    moments = [{"columns": {"x": list(range(length))}} for length in (2, 4, 0, 3)]
    found = filled_in('<text data-each="x">{x}</text>', *moments)
    assert [said(root) for root in found] == [["0", "1"], ["0", "1", "2", "3"], [], ["0", "1", "2"]]


def test_so_many_elements_stand_in_rows():
    root = filled_in('<text data-count="5" data-across="2">{i} {col} {row}</text>', {})
    assert said(root) == ["0 0 0", "1 1 0", "2 0 1", "3 1 1", "4 0 2"]
    root = filled_in('<text data-count="{a}">{i} {col} {row}</text>', {"measures": {"a": 2}})
    assert said(root) == ["0 0 0", "1 1 0"]


@pytest.mark.parametrize(
    ("shares", "belong"),
    [
        ((0, 0, 0), "ffffffffff"),
        ((0.3, 0.2, 0.1), "aaapplffff"),
        ((0.25, 0.25, 0.5), "aaapplllll"),  # two of two and a half, of which one gives way: no place is lost
        ((1, 0, 0), "aaaaaaaaaa"),
        ((0.04, 0.04, 0.04), "afffffffff"),  # together one place
        ((1 / 3, 1 / 3, 1 / 3), "aaaappplll"),
        ((0.076, 0.842, 0), "appppppppf"),  # rounded one behind the other, the second would have one too few
    ],
)
def test_shares_of_all_places(shares, belong):
    measures = dict(zip(("agonist", "partial", "lost"), shares, strict=True))
    root = filled_in('<text data-count="10" data-shares="agonist partial lost">{is}</text>', {"measures": measures})
    assert "".join(word[0] for word in said(root)) == belong


@pytest.mark.parametrize(
    ("shares", "belong"),
    [
        ((0.076, 0.842, 0), "aapppppppppppppppppr"),  # of 20: 1.52, 16.84 and no seat, each rounded
        ((0.475, 0.475, 0.05), "aaaaaaaaaapppppppppl"),  # all three rounded are 21: the later of two gives way
        ((0, 0, 0.5), "rrrrrrrrrrllllllllll"),  # the rest stands where it is named
        ((0.31, 0.31, 0.36), "aaaaaapppppprlllllll"),  # within half a place each, though one and not 0.4 is left
    ],
)
def test_what_is_left_may_have_a_place_of_its_own(shares, belong):
    measures = dict(zip(("agonist", "partial", "lost"), shares, strict=True))
    seats = '<text data-count="20" data-shares="agonist partial rest lost">{is}</text>'
    root = filled_in(seats, {"measures": measures})
    assert "".join(word[0] for word in said(root)) == belong


@pytest.mark.parametrize(("old", "new"), [(0.63, 0.11), (0.52, 0.13), (0.99, 0.005), (0.0, 0.2), (0.024, 0.006)])
def test_a_share_may_be_counted_together_with_its_places_in_another_grid(old, new):
    """Each by itself rounded, the two would be up to a place away from what they are together."""
    grids = (
        '<text data-count="20" data-shares="old">{is}</text>'
        '<text data-count="80" data-shares="new+20*old=both waiting">{is}</text>'
    )
    root = filled_in(grids, {"measures": {"old": old, "new": new, "waiting": 0.1}})
    words = said(root)
    assert words.count("old") == round(20 * old)
    assert words.count("old") + words.count("both") == pytest.approx(20 * old + 80 * new, abs=0.5)
    assert words.count("both") + words.count("waiting") == pytest.approx(80 * (new + 0.1), abs=0.5)


def test_no_share_is_a_place_away_from_what_it_is_nor_is_what_is_left():
    random = np.random.default_rng(20261123)
    shares = random.dirichlet(np.ones(4), 200).tolist()
    moments = [{"measures": dict(zip(("agonist", "partial", "lost"), each, strict=False))} for each in shares]
    for names, free in (("agonist partial lost", "free"), ("agonist partial rest lost", "rest")):
        grid = f'<text data-count="20" data-shares="{names}">{{is}}</text>'
        for each, root in zip(shares, filled_in(grid, *moments), strict=True):
            found = [said(root).count(who) for who in ("agonist", "partial", "lost", free)]
            assert found == pytest.approx([20 * share for share in each], abs=1), each
            if free == "free":  # all that is taken is rounded
                assert found[-1] == pytest.approx(20 * each[-1], abs=0.5), each


def test_shares_may_be_called_otherwise_than_their_facts():
    root = filled_in(
        '<text data-count="4" data-shares="a=full b=lost">{is}</text>', {"measures": {"a": 0.5, "b": 0.25}}
    )
    assert said(root) == ["full", "full", "lost", "free"]


def test_a_line_through_two_columns_breaks_where_one_has_no_number():
    columns = {"x": [0, 1, 2, 3, 4, 5], "y": [0, 10, None, 5, 20, -5]}
    line = 'data-line="x|0 5|0 100" data-over="y|0 10|200 100"'
    d = only(filled_in(f"<path {line}/>", {"columns": columns}), "path").get("d")
    assert d == "M0 200L20 100M60 150L80 100L100 200"  # 20 and -5 are held within


def test_the_area_under_a_line_goes_down_to_its_floor():
    root = filled_in(
        '<path data-line="x|0 1|0 100" data-over="y|0 1|200 100" data-floor="210"/>',
        {"columns": {"x": [0, 1], "y": [0, 1]}},
    )
    assert only(root, "path").get("d") == "M0 200L100 100L100 210L0 210Z"
    assert only(root, "path").attrib.keys() == ["d"]


def test_a_line_through_nothing_is_no_line():
    root = filled_in('<path data-line="x|0 1|0 100" data-over="x|0 1|0 1"/>', {"columns": {"x": []}})
    assert only(root, "path").get("d", "") == ""


def test_a_part_is_drawn_with_what_is_said_of_it():
    place = 'transform="translate(9 9)"'
    root = filled_in(f'<g data-part="dial" data-level="a|0 10" {place}/>', {"measures": {"a": 2.5}})
    (outer,) = [element for element in root.iter("g") if element.get("transform") == "translate(9 9)"]
    assert [numbers(each.get("transform")) for each in outer.iter("g") if "rotate" in each.get("transform", "")] == [
        [-45]
    ]
    assert not [key for element in root.iter() for key in element.attrib if key.startswith("data-")]


@pytest.mark.parametrize(
    ("who", "shapes"),
    [("agonist", 1), ("partial", 2), ("antagonist", 1), ("lost", 1), ("free", 0)],
)
def test_a_seat_has_who_sits_in_it(who, shapes):
    root = filled_in(f"""<g data-part="seat" data-who="'{who}'"/>""", {})
    assert len(list(root.iter("path", "circle"))) == 1 + shapes


def test_seats_are_taken_by_the_shares():
    seats = '<g data-part="seat" data-who="is" data-count="4" data-across="2" data-shares="agonist lost"/>'
    root = filled_in(seats, {"measures": {"agonist": 0.5, "lost": 0.25}})
    assert len(list(root.iter("circle"))) == 2
    assert len(list(root.iter("path"))) == 4 + 1
