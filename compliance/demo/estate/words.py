"""What the made-up people are called and what they write: plainly nobody, and nobody's words."""

from __future__ import annotations

import random

CHILDREN = (
    "Alder", "Briar", "Cove", "Dell", "Ember", "Fern", "Glen", "Heath", "Isla", "Jude", "Kit", "Lark", "Moss", "Nell",
    "Onyx", "Pip", "Quill", "Reed", "Sky", "Teal", "Umber", "Vale", "Willow", "Xan", "Yarrow", "Zeph",
)  # fmt: skip
ADULTS = (
    "Ade", "Beth", "Carys", "Dan", "Efua", "Fay", "Gwen", "Hari", "Ines", "Joss", "Kofi", "Lena", "Mair", "Nia",
    "Omar", "Petra", "Ravi", "Sana", "Theo", "Uma", "Viv", "Wyn", "Yusuf", "Zara",
)  # fmt: skip
SURNAMES = ("Example", "Madeup", "Pretend", "Sample", "Invented", "Fiction", "Nobody", "Anyone")
AUTHORITIES = ("Anyshire Council (made up)", "Nowhere Borough (made up)", "Cyngor Dychmygol (made up)")

ACCOUNT = (
    "We walked to the canal and talked on the way.",
    "We cooked together and ate at the big table.",
    "The week at school had been long, and there was a lot to say about it.",
    "We looked at the plan for half term and wrote down three wishes.",
    "It took a while to settle; a game of cards helped.",
    "There was good news about the football team.",
    "We rang the library about the missing card.",
    "We sorted the drawer of photos and chose two for the wall.",
)
CHILD_SAID = (
    "I want to do that again next week.",
    "It was alright.",
    "I liked that nobody was in a hurry.",
    "Can we ask about the bus pass?",
    "I did the last bit myself.",
)
STEPS = (
    "Asked for help without being asked to.",
    "Got up with the alarm.",
    "Rang Gran alone.",
    "Said sorry first.",
)
CALLS = (
    "Said the visit on Saturday goes ahead, and asked what to bring.",
    "Told them about the certificate and the new trainers.",
    "Asked for the date of the next meeting; they will write.",
    "A short call, friendly from start to end.",
    "Nobody could say yet; they ring again on Monday.",
)
NOTES = (
    "As agreed.",
    "Nothing else to say.",
    "Went well.",
    "A little late, and calm.",
    "Everybody was pleased.",
)


def some(rng: random.Random, sentences: tuple[str, ...], count: int) -> str:
    return " ".join(rng.choices(sentences, k=count))


def surname(number: int) -> str:
    return SURNAMES[number % len(SURNAMES)]
