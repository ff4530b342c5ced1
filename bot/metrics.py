"""Counters and timings for Prometheus. Nothing here names a person or holds a question."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest


class Metrics:
    """One registry an app, so that two apps in one process (tests) keep apart."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.answers = Counter(
            "coach_answers", "Questions answered, by outcome", ["outcome"], registry=self.registry
        )
        self.answer_seconds = Histogram(
            "coach_answer_seconds", "Search and composition of one answer", registry=self.registry
        )
        self.under_way = Gauge("coach_work_under_way", "Tasks under way", registry=self.registry)

    def render(self) -> bytes:
        """The exposition text."""
        return generate_latest(self.registry)
