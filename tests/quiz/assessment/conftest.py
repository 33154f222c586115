"""The same examples on every run, so that a failure is never a matter of luck."""

from hypothesis import settings

settings.register_profile("fahm", derandomize=True, deadline=None, database=None)
settings.load_profile("fahm")
