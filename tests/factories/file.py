"""The child's file: documents, what is known about them, asking for them, and uploads."""

from factory import LazyAttribute, SelfAttribute, SubFactory

from children.models import Chase, FileItem, FileSaid, FileVersion, StoredFile
from tests.factories.base import DAY, RecordFactory, signed
from tests.factories.children import AboutChildFactory, ChildFactory


class FileItemFactory(RecordFactory):
    """One document of a child's file, before and beside its versions."""

    class Meta:
        model = FileItem

    child = SubFactory(ChildFactory)
    type = "HOME_PLAN"


class OfItemFactory(AboutChildFactory):
    """A record about one document of a `type`: the one in the child's file, or a new one."""

    class Meta:
        abstract = True

    class Params:
        type = "HOME_PLAN"

    item = LazyAttribute(
        lambda about: (
            FileItem._base_manager.filter(child=about.child, type=about.type).first()
            or FileItemFactory(child=about.child, type=about.type)
        )
    )


class FileSaidFactory(signed("said_by"), OfItemFactory):
    """What somebody said of it, from a day on."""

    class Meta:
        model = FileSaid

    applies = "no"
    from_on = DAY
    reason = LazyAttribute(lambda said: "" if said.applies == "yes" else "Not hers")


class FileVersionFactory(OfItemFactory):
    class Meta:
        model = FileVersion

    dated_on = DAY


class ChaseFactory(signed("asked_by"), AboutChildFactory):
    class Meta:
        model = Chase

    about = "CARE_PLAN"
    asked_on = DAY
    whom = "The social worker"
    how = "phone"


class StoredFileFactory(AboutChildFactory):
    """A row only: no file behind it."""

    class Meta:
        model = StoredFile

    key = "plan"
    sha256 = "0" * 64
    size = 1
    kind = "pdf"
    stored_by = SelfAttribute("by")
