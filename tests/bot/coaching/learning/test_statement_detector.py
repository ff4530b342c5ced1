"""Statements of something learned are detected; questions and talk are not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coaching.learning.entries import Level
from bot.coaching.learning.statement_detector import find_statement
from bot.coaching.learning.statement_parser import Statement, parse_statement

TODAY = date(2026, 11, 23)  # a Monday

STATEMENTS = """
I learned docker
today I practised canary deployments
log: terraform
Log: docker and terraform, pretty confident
I've learned how to write a reverse proxy
I’ve just learned GraphQL
We learned about circuit breakers yesterday
yesterday I learned OAuth and JWT
finally learned kubernetes
just learned about event sourcing
I learnt unit testing last Friday, could teach it
I studied database indexing this week
I picked up Redis
I taught myself Rust
log docker as learned
mark terraform as known
add caching to my skills
Learned: structured logging
I practiced blue-green deployments on 3 March
I just finally mastered SQL joins!
Last week I learned load balancing
I learned to write integration tests https://example.com/pr/1
We've studied saga patterns, confident
I read up on gRPC
I completed a course on Kubernetes
I got comfortable with Terraform
please log: message queues
hey, I learned docker compose today
This morning I learned GraphQL resolvers.
I learned how caching works
""".strip().splitlines()

OTHERS = """
what have I learned about docker?
I learned that the API is slow, why?
I learned that our build is broken
What should I learn next?
I learned docker, what next
how do I learn docker
I want to learn docker
I need to learn caching
I have to learn docker
I am learning docker
I learned nothing today
I learned a lot today
I learned some things
I learned this yesterday
I learned how, thanks
I learned why the cache fails
I haven't learned docker
I never learned SQL
I learned it the hard way
I learned the hard way not to deploy on Fridays
I learned from Ben that the API is down
should I have learned docker first
did I learn docker
I learned docker but I don't understand volumes
I learned docker. How do I go on
I learned about docker, can you explain volumes
I learned about the outage because the alert fired
I practised what you said
I studied at MIT, where do I start
I read about gRPC, is it faster
I wonder what I learned
help me, I learned docker and it does not start, what now
tell me what I learned
show me my learned skills
explain what machine learning learned features are
who learned docker
Ben learned docker
you learned docker
lessons learned from the outage
lessons learned: never deploy on Friday
learned helplessness
log aggregation
how does logging work
log rotation keeps failing
log in fails with OAuth
log: ?
can you log docker?
is docker learned quickly
mark my words
I've learned to live with it
I studied the logs and the service still crashes
I learned we have no backups
I practised for hours and still fail, any advice
I learned docker is not a VM
I picked up the ticket
we learned the release is delayed
I learned of the incident today
add a section on docker
""".strip().splitlines()


@pytest.mark.parametrize("text", STATEMENTS)
def test_a_statement_is_detected(text: str) -> None:
    assert find_statement(text)


@pytest.mark.parametrize("text", OTHERS)
def test_a_question_stays_a_question(text: str) -> None:
    assert find_statement(text) == ""


def test_the_day_and_level_stay_in_what_was_stated() -> None:
    statement = find_statement("today I practised canary deployments, could teach it")
    assert parse_statement(statement, TODAY) == Statement(
        "canary deployments", "2026-11-23", Level.CAN_TEACH
    )


@given(st.text(max_size=500))
def test_any_text_may_come(text: str) -> None:
    assert isinstance(find_statement(text), str)
    assert find_statement("I learned " + "x " * 300) == ""
