"""What a class should be taught again, and how it stands in each skill."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from quiz.assessment.skills import SKILLS, skill_of
from quiz.assessment.tally import Selection, Tally
from quiz.models import Assignment, LearningPoint
from quiz.reports.item_result import Understood, asked_groups, item_results
from quiz.reports.result import SKILL_NAMES
from quiz.reports.weak import TO_PRACTISE

MOST = 3  # learning points that are told


@dataclass(frozen=True)
class TeachingPoint(Understood):
    """A learning point, with the questions on it, and where its map is."""

    point: LearningPoint
    assignment: Assignment
    is_weak: bool = True  # only such are told


@dataclass(frozen=True)
class Skill(Understood):
    """A skill, with the questions that train it."""

    label: Any

    @property
    def is_weak(self):
        """Say whether it should be practised."""
        return self.percent < TO_PRACTISE


@dataclass(frozen=True)
class TeachingReport:
    """What the answers of a class ask of its teacher, of first attempts."""

    points: tuple[TeachingPoint, ...]  # the weakest first
    skills: tuple[Skill, ...]
    attempts: int  # how many are counted

    @property
    def is_enough(self):
        """Say whether so many answered that something can be told."""
        return bool(self.skills)


def teaching_report(assignments):
    """Return what a class should be taught again, over all it was given; two queries.

    None is asked where nothing was finished. The assignments come with their tallies.
    """
    selection, counts = Selection(), Tally()
    tallied = [each for each in assignments if hasattr(each, "tally")]
    for each in tallied:
        counts.update(each.tally.counts)
    if not counts.revisions:
        return TeachingReport((), (), 0)
    results = item_results(asked_groups(counts), counts, selection)
    of_points, of_skills = defaultdict(list), defaultdict(list)
    for each in results:
        question = each.question
        of_points[question.learning_point].append(each)
        of_skills[skill_of(question.kind, question.level)].append(each)
    points = [
        TeachingPoint(tuple(of_point), point, _place_of(point, tallied))
        for point, of_point in of_points.items()
    ]
    weak = [each for each in points if each.is_enough and each.percent < TO_PRACTISE]
    skills = [
        Skill(tuple(of_skills[name]), SKILL_NAMES[name])
        for name in SKILLS
        if name in of_skills
    ]
    return TeachingReport(
        points=tuple(
            sorted(weak, key=lambda each: (each.percent, each.point.pk))[:MOST]
        ),
        skills=tuple(each for each in skills if each.is_enough),
        attempts=counts.totals(selection).total(),
    )


def _place_of(point, assignments):
    """Return the assignment whose map shows a point best: that on its lesson."""
    lessons = (point.lesson_id, None)
    return min(
        assignments,
        key=lambda each: (
            lessons.index(each.quiz.lesson_id)
            if each.quiz.lesson_id in lessons
            else len(lessons)
        ),
    )
