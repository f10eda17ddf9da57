"""What each kind of uploaded file is checked for, and how it is written anew."""


class UnsafeUpload(Exception):
    """The file is not taken. The message is a sentence for the person who chose it."""
