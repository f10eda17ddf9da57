"""What stands in the files of the demo children, topic by topic, once their stories are told.

A topic is a module with `tell(stories)`: home code -> Story. `story.cast.stays[child, home]` is a child's stay there.
"""

from types import ModuleType

from compliance.demo.topics import care, file, news, own, people

TOPICS: tuple[ModuleType, ...] = (file, care, own, people, news)
