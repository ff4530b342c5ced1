"""Counters and timings for Prometheus. Nothing here names a person or contains a question."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest


class Metrics:
    """One registry per app, so that two apps in one process (in tests) stay separate."""

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
        """Return all metrics in Prometheus's text format."""
        return generate_latest(self.registry)
