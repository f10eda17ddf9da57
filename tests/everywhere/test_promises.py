"""What the product says of the days to come: only what it does itself, or what stands here with its reason."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
APPS = ("children", "compliance", "homes", "keywork", "sessions_app", "templates")
NOT_ON_SCREEN = re.compile(r"/(migrations|management|demo)/|gallery\.html$")
COMMENT = re.compile(r'"""[^"]*(?:"{1,2}[^"]+)*"""|#\}?[^\n]*|\{#.*?#\}')
PROMISE = re.compile(
    r"[^\"<>{}%]*\b(?:will(?! (?:be )?away)|in the morning|(?:be done|put right) later|be back soon)\b[^\"<>{}%]*"
)
# What is said of the days to come, and why it is true.
KEPT = {
    "We will send you a link to choose a new password.": "the reset sends it",
    "will leave your list": "discarding a draft takes it off the list",
    "It will leave every list and every count.": "what is void is in neither",
    "You will be signed out in less than 2 minutes.": "the session ends then",
    "so you will be signed out in less than 2 minutes.": "the same, after 12 hours",
    "will show here": "an empty list, which shows what is written",
    "The adult is, or will be, away for long": "the reason of an ending, of the adult",
    "What will be done": "asked of the one who answers a flag",
    "what will be done": "the same, in the history",
    "will do it": "asked of the one who answers a flag",
    "what will be": "asked of the one who answers",
    "will do what by when": "a plan, by the one who writes it",
    "what you will do": "asked of the one who plans",
    "what we will do": "asked of the team",
    "What we will do": "asked of the team",
    "What we said we will do": "what was agreed, as its record says it to the child",
    "What we will change": "asked of the reviewer",
    "Enter what we will change": "asked of the reviewer",
    "How we will run our sessions": "agreed with the child",
    "how we will run our sessions": "the same, within a sentence",
    "it will be looked at again": "the day the reviewer names, which a rule asks for",
    "what you will try next": "asked of the one who writes",
    "I will share it later": "the adult says so of themselves",
    "I will share it on": "owed from that day, and on Today until the child has had it",
    "I will keep": "what adults say to children, from the guidance",
    "any year will do": "a figure of speech",
    "What we will try": "asked of the manager who looks at how time is offered",
    "what we will try": "the same, within a sentence",
    "How it will read": "it is put right, read and taken back before anybody saves",
    "how it will read": "the same, on a button",
    "will say so": "whom a manager names in an answer, by name and day",
}


def promises():
    for app in APPS:
        for file in sorted((ROOT / app).rglob("*")):
            path = f"/{file.relative_to(ROOT)}"
            if file.suffix in (".py", ".html", ".txt") and not NOT_ON_SCREEN.search(path):
                said = COMMENT.sub("", file.read_text())
                yield from ((path, " ".join(found[0].split())) for found in PROMISE.finditer(said))


def test_no_page_promises_what_nothing_does():
    said = list(promises())

    assert [one for one in said if not any(kept in one[1] for kept in KEPT)] == []
    assert [kept for kept in KEPT if not any(kept in sentence for _path, sentence in said)] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Signed. Jean Ward will see it in the morning.",
        "This can be done later.",
        "The manager will read it today.",
        "It can be put right later.",
        "We are doing work on it and it will be back soon.",
    ],
)
def test_promises_are_known_when_they_are_made(sentence):
    assert PROMISE.fullmatch(sentence)
    assert not any(kept in sentence for kept in KEPT)
