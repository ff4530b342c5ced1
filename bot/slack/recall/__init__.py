"""Quizzes: a question from a guide, on demand."""
