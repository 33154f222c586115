"""Learners of unlike knowledge, who take a quiz of choices."""

import random
from math import exp

from quiz.actions.attempt import start_attempt, submit_attempt
from quiz.actions.response import save_response
from tests.factories import make_user

TRUE, OTHERS = "vapour", ("lava", "press")


def take_all(quiz, *, learners, seed=1, misread=None):
    """Let learners take a quiz, every other in English; a number of them, or people.

    They know what is true, whatever the key says. Who reads the question `misread` in
    English takes another option.
    """
    chance = random.Random(seed)  # noqa: S311 - a simulation
    if isinstance(learners, int):
        learners = [make_user() for _each in range(learners)]
    for number, learner in enumerate(learners):
        ability, language = chance.gauss(0, 1), ("ar", "en")[number % 2]
        attempt = start_attempt(learner, quiz, language)
        rows = attempt.responses.select_related("revision__question")
        for place, response in enumerate(rows):
            is_misread = language == "en" and response.revision.question == misread
            # Harder from place to place, and all within reach.
            knows = 1 / (1 + exp(1.5 * (place / len(rows) - 0.7 - ability)))
            pick = TRUE if chance.random() < knows else chance.choice(OTHERS)
            value = {"answer": [chance.choice(OTHERS) if is_misread else pick]}
            save_response(response, value, language)
        submit_attempt(attempt)
