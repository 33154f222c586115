"""A class of fifty signs in, reads and takes a quiz; and what the site takes for it."""

import asyncio
import random
import re
import secrets
import time
from contextlib import contextmanager
from dataclasses import dataclass

from bench import site, visit
from bench.answers import Page, answer
from bench.client import JSON, TOKEN, Connection
from bench.rows import Paper, make_learners, make_paper
from quiz.models import Lesson, Quiz

LEARNERS = 50
THINKING = 2  # seconds that a learner takes for a page, on the average
# As a person does it, from the packages to the first page.
COMMAND = ("make", "--silent", "run")
SESSION = re.compile(rb"sessionid=(\w+)")


def main():
    """Start the site twice, let two classes in, and print how it went."""
    with timed_site() as (_process, first):
        pass
    with timed_site() as (process, again):
        before = site.memory(process)
        paper = make_paper(Quiz.Preset.PRACTICE)
        lesson = Lesson.objects.listed().select_related("course").first()
        for thinking in (0, THINKING):
            hour(thinking, paper, f"/ar/courses/{lesson.course.slug}/{lesson.slug}/")
        after = site.memory(process)
    print(f"Memory (PSS): {before:.0f} MB before, {after:.0f} MB after the load")
    print(f"Start: {first:.1f} s with nothing there, {again:.1f} s the second time")


@contextmanager
def timed_site():
    """Serve the site; yield its process, and the seconds to its first page."""
    began = time.monotonic()
    with site.served(COMMAND) as process:
        yield process, time.monotonic() - began


def hour(thinking, paper, lesson):
    """Let a class in, and print how each step went."""
    password = secrets.token_urlsafe(12)
    pupils = [
        Pupil(learner, password, paper, lesson, thinking)
        for learner in make_learners(LEARNERS, password)
    ]
    visit.run(pupils)
    print(f"{LEARNERS} learners, {thinking} s of thinking before each request\n")
    print(visit.steps_table(pupils), end="\n\n")


@dataclass
class Pupil(visit.Visit):
    """A learner who signs in, reads a lesson and takes a quiz."""

    password: str
    paper: Paper
    lesson: str
    thinking: float

    async def ask(self, name, *request):
        """Think, and send a request."""
        await asyncio.sleep(self.thinking * random.uniform(0.5, 1.5))
        return await super().ask(name, *request)

    async def run(self):
        """Sign in, read, answer question by question, and look at the result."""
        quiz = f"/ar/quizzes/{self.paper.quiz.uid}/"
        if not await self.sign_in():
            return
        await self.ask("home", "/ar/")
        await self.ask("lesson", self.lesson)
        await self.ask("quiz", quiz)
        started = await self.ask("start", f"{quiz}start/", {})
        attempt = started.header("location").rstrip("/").rpartition("/")[0]
        for place, shown in enumerate(self.paper.shown, 1):
            page = await self.ask("question", f"{attempt}/{place}/")
            given = answer(shown, random.randrange(100))
            fields = Page.read(page.text).fields(given, go="send")
            await self.ask("answer", f"{attempt}/{place}/", fields, JSON)
            await self.ask("feedback", f"{attempt}/{place}/")
        await self.ask("submit", f"{attempt}/submit/", {})
        await self.ask("result", f"{attempt}/result/")

    async def sign_in(self):
        """Sign in by the form, and say whether it went well."""
        self.session = ""
        # Passwords are slow on purpose, and fifty come at once.
        self.connection = Connection(patience=60)
        address = "/ar/people/login/"
        await self.ask("sign-in page", address)
        form = {
            "csrfmiddlewaretoken": TOKEN,
            "login": self.learner.user.username,
            "password": self.password,
        }
        reply = await self.ask("sign-in", address, form)
        if found := SESSION.search(reply.head):
            self.session = found[1].decode()
        return bool(found)
