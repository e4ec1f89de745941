"""The walk by ear: what is given to the voice is written down, and what is heard decides what is pressed."""

import socket
from contextlib import contextmanager
from threading import Thread

import pytest

from publish import screen_reader
from publish.heard import Walker
from publish.screen_reader import Heard, Voice


@contextmanager
def talking(folder):
    """A voice, and a conversation with it."""
    with Voice(folder / "voice") as voice, socket.socket(socket.AF_UNIX) as line:
        Thread(target=voice.serve_forever, daemon=True).start()
        line.connect(str(folder / "voice"))
        with line.makefile("rw", encoding="utf-8", newline="\r\n") as talk:
            yield voice, talk
        voice.shutdown()


def told(talk, *lines):
    talk.write("".join(f"{line}\r\n" for line in lines))
    talk.flush()
    return talk.readline()


def test_the_voice_writes_down_what_it_is_given_and_says_that_it_is_done(tmp_path):
    with talking(tmp_path) as (voice, talk):
        assert told(talk, "SET self CLIENT_NAME us:Orca:main").startswith("200 ")
        assert told(talk, "SPEAK").startswith("230 ")
        told(talk, '<speak><mark name="0:4"/>Dose &lt;', "5 mg</speak>", ".")
        answers = [talk.readline() for _ in range(7)]
        assert answers[-1].startswith("702 ")
    assert voice.heard.said == ["Dose < 5 mg"]


def test_what_is_heard_is_waited_for_and_taken_once():
    heard = Heard()
    heard.add("Reset")
    assert heard.take(0.01, 0.01) == ["Reset"]
    assert heard.take(0.01, 0.01) == []


class Listened:
    """A desk where every stop of Tab is written down beforehand, and every other key is silent."""

    def __init__(self, *stops):
        self.stops, self.keys, self.heard = iter(stops), [], Heard()

    def press(self, *keys, quiet):
        self.keys += keys
        return [next(self.stops)] if keys == ("Tab",) else []


def walked(*stops):
    desk = Listened(*stops, "Table of what is drawn collapsed push button.")
    list(Walker(desk).stops())
    return " ".join(desk.keys).removesuffix(" Tab space")


@pytest.mark.parametrize(
    ("said", "keys"),
    [
        ("Dose slider 50 mg.", "Tab Right Page_Up Left Left Left"),
        ("Dose, typed, mg entry 50 selected.", "Tab x Return Escape"),
        ("Two-phase check box ticked.", "Tab space space"),
        ("about 40 % toggle button not pressed.", "Tab space"),
        ("1 mg link.", "Tab"),
    ],
)
def test_what_is_heard_decides_what_is_pressed(said, keys):
    assert walked(said) == keys


def test_a_walker_does_not_press_all_jumps_of_a_slider():
    assert walked("Dose: 5 mg push button.", "Dose: 50 mg push button.") == "Tab space Tab"


def test_who_lacks_a_program_is_told_what_to_type(monkeypatch):
    monkeypatch.setattr(screen_reader.shutil, "which", lambda name: None if name == "orca" else f"/usr/bin/{name}")
    assert screen_reader.missing().startswith("No orca. Run: apt-get install --no-install-recommends ")
    assert " orca " in screen_reader.missing()
