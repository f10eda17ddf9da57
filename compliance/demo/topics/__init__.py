"""What stands in the files of the demo children, topic by topic, once their stories are told.

A topic is a module with `tell(stories)`: home code -> Story. `story.cast.stays[child, home]` is a child's stay there.
"""

from types import ModuleType

from compliance.demo.topics import care, news, own, people

TOPICS: tuple[ModuleType, ...] = (care, own, people, news)
from compliance.demo.topics import file

TOPICS: tuple[ModuleType, ...] = (file,)
from compliance.demo.topics import news, people

TOPICS: tuple[ModuleType, ...] = (people, news)
