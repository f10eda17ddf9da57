"""What adults wrote in the demo: to the child, about what was good first, naming no other child.

A session's account is one thing they did and one thing they talked about. Each child has their own things to do;
what there is to talk about comes round in a different order for each.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Doing:
    """Something done together: how, in a sentence to the child, and the small step it was."""

    format: str
    text: str
    step: str = ""


@dataclass(frozen=True, slots=True)
class Talk:
    """What the talk turned to, what the child said, and what was agreed."""

    topic: str
    text: str
    said: str = ""
    noticed: str = ""
    agreed: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """The words of one session."""

    format: str
    account: str
    topics: tuple[str, ...]
    said: str = ""
    noticed: str = ""
    steps: str = ""
    agreed: str = ""


DOING: dict[str, tuple[Doing, ...]] = {
    "kai": (
        Doing("activity", "We took the bikes to the track and you led the way round.", "Rode the long loop"),
        Doing(
            "activity", "You showed me how to true a wheel, and you were patient with me.", "Taught an adult"
        ),
        Doing("activity", "We cleaned out the house rabbit together and you brushed her for ages."),
        Doing("journey", "We walked home the long way, past the canal."),
        Doing("activity", "You cooked chilli for the whole table and it all went.", "Cooked meal 2 of 3"),
        Doing("formal", "We sat on the back step with hot chocolate."),
        Doing("journey", "We drove to the bike shop and you chose the brake pads yourself."),
    ),
    "mia": (
        Doing("activity", "We went swimming and you did four lengths without stopping.", "Four lengths"),
        Doing("activity", "We baked lemon buns and you read the recipe out loud to me.", "Read the recipe"),
        Doing("creative", "You made a card for your nan, with every petal cut out by hand."),
        Doing("journey", "We sang all the way back from dance class."),
        Doing("formal", "We sat in your room and you showed me where your new shelf will go."),
        Doing("activity", "We planted beans on the windowsill and you wrote the labels."),
    ),
    "rae": (
        Doing(
            "creative",
            "You drew while we talked, and you let me see the page at the end.",
            "Shared a drawing",
        ),
        Doing("activity", "We listened to your playlist and you told me why each song is on it."),
        Doing("journey", "We drove out to the reservoir and back, mostly quiet, and that was fine."),
        Doing("activity", "We painted the wall by your desk in the blue you chose.", "Chose the colour"),
        Doing("formal", "We had tea in the small room with the door open, as you asked."),
    ),
    "ali": (
        Doing("activity", "We kicked a ball about on the green until it got dark."),
        Doing(
            "activity",
            "You made flatbreads the way your gran does and taught me the fold.",
            "Taught an adult",
        ),
        Doing(
            "journey", "We took the bus to the library and you asked the driver yourself.", "Asked the driver"
        ),
        Doing("creative", "We built the big model on the landing and left it up for everyone to see."),
        Doing("formal", "We sat at the kitchen table after tea and you chose the biscuits."),
    ),
    "tam": (
        Doing(
            "activity", "We practised the budget shop and you came in under by two pounds.", "Under budget"
        ),
        Doing("journey", "We drove to see the flat and you noticed things I had missed."),
        Doing("activity", "You cooked for both of us and washed up without thinking about it."),
        Doing("formal", "We went through your folder at the table, page by page."),
    ),
    "finn": (
        Doing("journey", "We took the stopping train and you told me every station before it came."),
        Doing(
            "activity",
            "You laid the new track round the whole lounge and planned it first.",
            "Planned it first",
        ),
        Doing("activity", "We made pancakes, and you used the hob on your own.", "Used the hob alone"),
        Doing("formal", "We sat with your picture board and you set the order."),
        Doing("creative", "We recorded the sounds you like and made them into a list."),
    ),
    "wren": (
        Doing(
            "creative", "We played with the water tray and you poured from cup to cup.", "Poured by herself"
        ),
        Doing("activity", "We looked at the lift-the-flap book on the big cushion, three times over."),
        Doing("activity", "We dug in the sand and found every one of the buried animals."),
        Doing("creative", "We painted with our hands and you chose yellow every time."),
        Doing(
            "journey", "We walked to the ducks and you held my hand at the road.", "Held hands at the road"
        ),
    ),
    "robin": (
        Doing("activity", "We groomed the pony at the yard and you went in by yourself.", "Went in alone"),
        Doing("creative", "You wrote the next part of your story and read me a page.", "Read a page aloud"),
        Doing("journey", "We drove home with the windows down, because you like the noise."),
        Doing("formal", "We sat on the stairs, your favourite place to talk."),
        Doing("activity", "We made the den in the garden stronger with rope."),
    ),
    "isla": (
        Doing("activity", "We mucked out two stables and you led the old mare by yourself.", "Led the mare"),
        Doing("journey", "We drove to the farm shop and you told me which horse bites."),
        Doing("creative", "You plaited a bracelet for everybody in the house.", "Plaited four bracelets"),
        Doing("formal", "We sat in the garden and looked at the map of the new town."),
        Doing("activity", "We made pancakes and you flipped every one."),
    ),
    "nia": (
        Doing("activity", "We fed the hens and you found two eggs.", "Gathered the eggs"),
        Doing("creative", "We made a map of the house, so you know every door."),
        Doing("journey", "We walked to the beach and you chose eleven stones."),
        Doing("activity", "You helped with dinner and did all the carrots."),
        Doing("formal", "We sat by the window with your blanket and a drink."),
    ),
    "bryn": (
        Doing("activity", "We threw a rugby ball about and you showed me the spin pass."),
        Doing("creative", "You played the song you are learning, start to end.", "Played a whole song"),
        Doing("journey", "We drove to training and you talked the whole way."),
        Doing("activity", "We mended the shed door and you did the measuring.", "Measured and cut"),
        Doing("formal", "We sat in the office with the radio on low."),
    ),
}

TALK: tuple[Talk, ...] = (
    Talk("school", "You told me maths is easier since you moved seats.", said="I can see the board now"),
    Talk(
        "feelings",
        "You said mornings are the hardest part, and we thought of one thing that could help.",
        said="Just don't talk to me till I've eaten",
        agreed="Toast first, talk later.",
    ),
    Talk("family", "You were pleased with how seeing your mum went.", said="She laughed at my joke"),
    Talk(
        "health",
        "You want to know what will happen at the dentist before you go.",
        said="Tell me all of it first",
        agreed="I will ring and ask what they will do.",
    ),
    Talk(
        "friends",
        "You asked how to say sorry to a friend, and then you worked out how yourself.",
        said="I'll just say it at break",
    ),
    Talk(
        "future", "We dreamed a bit about what you might do one day.", said="Something outside. Not an office"
    ),
    Talk(
        "plans",
        "We went through your plan together and you changed one line.",
        said="That bit isn't true any more",
        agreed="I will ask for that line to be changed.",
    ),
    Talk(
        "safe",
        "We talked about phones at night, and you had good ideas.",
        said="Put them all in the basket, yours too",
    ),
    Talk(
        "independence",
        "You want to do your own washing, so we went through the machine.",
        noticed="Stood taller when the machine started.",
        agreed="Your own wash on Thursdays.",
    ),
    Talk("school", "You asked the teacher for help and it worked.", said="I put my hand up and it was fine"),
    Talk(
        "feelings",
        "It had been a hard day and you did not want words, so we kept each other company.",
        noticed="Quiet at first, then leaned back and breathed out.",
    ),
    Talk(
        "identity",
        "You asked where the photos from when you were little are.",
        said="I want the one with the dog",
        agreed="I will ask your social worker for the photos.",
    ),
    Talk(
        "health",
        "You have slept better this week, and you think it is the later shower.",
        said="I didn't wake up once",
    ),
    Talk("family", "You miss your brother, and we counted the days until you see him.", said="Nine sleeps"),
    Talk(
        "future",
        "We looked at what is on over the holidays and you picked two things.",
        said="The climbing one. Definitely",
    ),
    Talk(
        "plans",
        "We talked about your next review and how you want to have your say.",
        said="I'll write it, you read it out",
        agreed="We will write it together before the review.",
    ),
    Talk(
        "friends",
        "You have a new friend at school and you told me everything about it.",
        noticed="Smiled whenever school came up.",
    ),
    Talk(
        "independence",
        "You took the bus with me watching from behind, and you did not need me.",
        said="Next time sit at the back",
        agreed="Next time I sit at the back.",
    ),
    Talk(
        "feelings",
        "You told me what helps when it gets too loud.",
        said="Ask me to come and look at something",
    ),
    Talk("school", "You are proud of your science mark, and so am I.", said="Put it on the fridge"),
    Talk(
        "safe",
        "We went over who you can ring if I am not here, and you know the number.",
        said="I know it off by heart",
    ),
    Talk(
        "health",
        "You tried a new breakfast and might even like it.",
        said="It's all right. Don't tell anyone",
    ),
    Talk(
        "feelings",
        "You were cross with me about the late tea, and you told me so in words.",
        said="It's my tea too",
    ),
    Talk(
        "friends",
        "You asked if a friend can come for tea.",
        said="Not a big thing. Just pizza",
        agreed="I will ask.",
    ),
    Talk(
        "plans",
        "You asked what social workers write down, so we read the last letter together.",
        said="They spelled my name right",
        agreed="A copy for your own folder.",
    ),
    Talk("independence", "You counted your savings and made a plan for them.", said="Six more weeks"),
    Talk(
        "health", "Your new glasses stay on all day now.", noticed="Read the far sign out loud, to show me."
    ),
    Talk("identity", "You told me the story of your middle name.", said="Nobody ever asked me that"),
    Talk(
        "safe",
        "You asked what happens to what you tell me, and I said it plainly.",
        noticed="Nodded, and went on talking.",
    ),
    Talk(
        "family",
        "You wrote a postcard to your gran and would not let me check the spelling.",
        said="She can read me",
    ),
    Talk(
        "school",
        "There was a row at school. You went back in and sat it out.",
        said="I nearly walked. I didn't",
    ),
    Talk(
        "future",
        "You want to learn to drive one day, and you already know the signs.",
        said="Ask me any of them",
    ),
    Talk(
        "feelings",
        "We laughed a lot and did not need to talk about anything much.",
        noticed="Hummed on the way in.",
    ),
    Talk(
        "health", "You asked why you get headaches, and we wrote down when.", agreed="I will ask the nurse."
    ),
)

TALK_WREN: tuple[Talk, ...] = (
    Talk(
        "feelings",
        "You told me when you had had enough, with your hand.",
        noticed="Signed “finished” by herself.",
    ),
    Talk(
        "health",
        "You drank all your milk from the open cup.",
        noticed="Looked round to see who was watching.",
    ),
    Talk("family", "We looked at the photo of your mum and you kissed it.", said="Mama"),
    Talk(
        "friends",
        "You passed the red cup across without being asked.",
        noticed="Waited for a turn, and smiled.",
    ),
    Talk(
        "feelings", "A loud noise made you jump, and you came to me.", noticed="Calm again after two songs."
    ),
    Talk("identity", "You found yourself in the mirror and laughed.", said="Wen!"),
    Talk(
        "school",
        "You sang the nursery song with all the actions.",
        noticed="Knew every action, some of the words.",
    ),
)

LIMITS = "I can't always keep things private, but I will keep them safe."
SETTLING_IN = (
    Written(
        format="formal",
        account=(
            "This was our first time together. I told you why you are here and how long we think it may be, and I "
            "said what I do not know yet. We looked round the house, the fire doors and the garden. We agreed to meet "
            f"every week, and that a record is kept. {LIMITS}"
        ),
        topics=("plans", "safe"),
        said="Can I have the light on at night?",
        steps="Asked for what helps",
        agreed="A night light today. Children's Guide read together at the weekend.",
    ),
    Written(
        format="activity",
        account=(
            "We unpacked your bags together and you chose where everything goes. You asked how long you will stay and "
            "I told you what I know and what I will find out. I showed you the way out if the alarm goes. We will meet "
            f"every week, and I will write it down. {LIMITS}"
        ),
        topics=("plans", "identity"),
        said="The big shelf is for my books",
        steps="Made the room yours",
        agreed="Shelf up by Friday. I will ring and ask how long.",
    ),
    Written(
        format="journey",
        account=(
            "We went to buy towels and a toothbrush, and you picked the green ones. On the way I told you who does "
            "what here, how to complain, and who your advocate is. You wanted to know the rules, so we read them in "
            f"the car and laughed at one. We will meet every week. {LIMITS}"
        ),
        topics=("safe", "independence"),
        said="Who do I tell if it's about you?",
        agreed="The advocate's number is on your door, on the inside.",
    ),
    Written(
        format="creative",
        account=(
            "You drew the house you came from and the house you are in now, side by side. That told me a lot. I said "
            "why you are here, in plain words. We tried the fire door and set off nothing. We will meet every week, "
            f"and you can see what I write. {LIMITS}"
        ),
        topics=("feelings", "family"),
        noticed="Held on to the first drawing and gave me the second.",
        agreed="The first drawing goes in your own box.",
    ),
)
OFFERED = (
    "I offered a walk, and then just sitting in the same room. You said not today, and I said that is fine. "
    "I left a note and a biscuit, and I will ask again.",
    "I asked by a note under the door, as you like it. You wrote back “no thanks” with a drawing of a cat. "
    "I wrote that I am around all evening.",
)
NOT_TODAY = ("Looked at the door, then at the biscuit. Took it.", "The cat in the drawing was asleep.")
ON_THE_LANDING = "A few minutes on the landing before bed. You told me about the film."
BY_THE_HENS = "We stood by the hens for a few minutes before breakfast. You counted them twice."


def compose(child: str, number: int) -> Written:
    """The words of a child's session, counted from the first one: no two of a child's are the same."""
    doings = DOING[child]
    talks = TALK_WREN if child == "wren" else TALK
    doing = doings[number % len(doings)]
    talk = talks[(number * 3 + sum(map(ord, child))) % len(talks)]
    return Written(
        format=doing.format,
        account=f"{doing.text} {talk.text}",
        topics=(talk.topic,),
        said=talk.said,
        noticed=talk.noticed,
        steps=doing.step,
        agreed=talk.agreed,
    )
