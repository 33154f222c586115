"""Authoring: Arabic and English side by side, drafts, previews, publishing."""

from quiz.admin import attempt, course, question, quiz

__all__ = ["attempt", "course", "question", "quiz"]
