"""What stands in the files of the demo children, topic by topic, once their stories are told.

A topic is a module with `tell(stories)`: home code -> Story. `story.cast.placements[child, home]` is a child's
placement there.
"""

from types import ModuleType

from compliance.demo.topics import (
    about_me,
    care,
    file,
    first_days,
    mistakes,
    people,
    plans,
    reports,
    social_worker,
    worries,
)

TOPICS: tuple[ModuleType, ...] = (
    file, care, about_me, first_days, people, social_worker, mistakes, worries, plans, reports,
)  # fmt: skip
