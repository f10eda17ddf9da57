"""A hasher that says which passwords were looked at, and takes as long as a real one."""

import time

from django.contrib.auth.hashers import MD5PasswordHasher

WHILE_IT_HASHES = 0.05  # seconds


class Counted(MD5PasswordHasher):
    looked_at: list[str] = []

    def verify(self, password, encoded):
        self.looked_at.append(password)
        time.sleep(WHILE_IT_HASHES)
        return super().verify(password, encoded)
