"""What every measurement can ask for; the figures are printed when all are taken."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from tests.bench.scale import (
    ACCOUNTS,
    CUSTOMERS,
    ENGINEERS,
    FORMS,
    ORDERS,
    PROJECTS,
    REVISITS,
    ROWS,
    TRIPS,
)

if TYPE_CHECKING:
    from tests.bench.corpus import Corpus
    from tests.bench.figures import Bench
    from tests.harness.frozen import Clock


@contextmanager
def as_in_production() -> Iterator[None]:
    """Without what only tests do: a signal at every template, a log line on the screen."""
    from django.template import Template
    from django.test.utils import _TestState, override_settings

    watched = Template._render
    Template._render = _TestState.saved_data.template_render
    logging.disable(logging.WARNING)
    with override_settings(ROOT_URLCONF="tests.bench.urlconf"):
        yield
    logging.disable(logging.NOTSET)
    Template._render = watched


@pytest.fixture(scope="session")
def corpus(django_test_environment: None, django_db_blocker: Any) -> Iterator[Corpus]:
    """Django's connection goes to copies; nothing is rolled back, a copy is thrown away."""
    from tests.bench.company import standing_still
    from tests.bench.corpus import Corpus

    corpus = Corpus()
    corpus.start()
    with django_db_blocker.unblock(), standing_still(), as_in_production():
        yield corpus
    corpus.stop()


@pytest.fixture(scope="session")
def bench(corpus: Corpus) -> Bench:
    """10,000 and 1,000,000 complaints of the same company."""
    from tests.bench import company
    from tests.bench.figures import Bench

    sizes = sorted(set(ROWS.values()))
    copies = {rows: corpus.copy(company.complaints(corpus, rows)) for rows in sizes}
    return Bench(corpus, {size: copies[rows] for size, rows in ROWS.items()})


@pytest.fixture(scope="session")
def archive_room(corpus: Corpus) -> Bench:
    from tests.bench import company
    from tests.bench.figures import Bench

    return Bench(corpus, {"large": corpus.copy(company.archives(corpus, ROWS["large"]))})


@pytest.fixture(scope="session")
def payroll(corpus: Corpus) -> Bench:
    from tests.bench import company
    from tests.bench.figures import Bench

    return Bench(corpus, {"large": corpus.copy(company.incentives(corpus, ENGINEERS, TRIPS))})


@pytest.fixture(scope="session")
def graded(corpus: Corpus) -> Bench:
    from tests.bench import company
    from tests.bench.figures import Bench

    return Bench(corpus, {"large": corpus.copy(company.grading(corpus, CUSTOMERS, ORDERS))})


@pytest.fixture(scope="session")
def health(corpus: Corpus) -> Bench:
    from tests.bench import company
    from tests.bench.figures import Bench

    return Bench(corpus, {"large": corpus.copy(company.health(corpus, FORMS, REVISITS))})


@pytest.fixture(scope="session")
def grid(corpus: Corpus) -> Bench:
    from tests.bench import company
    from tests.bench.figures import Bench

    return Bench(corpus, {"large": corpus.copy(company.power(corpus, PROJECTS))})


@pytest.fixture(scope="session")
def posted(corpus: Corpus) -> Bench:
    from tests.bench import company
    from tests.bench.figures import Bench

    return Bench(corpus, {"large": corpus.copy(company.usage(corpus, ACCOUNTS))})


@pytest.fixture(autouse=True)
def stands_still(corpus: Corpus, clock: Clock) -> None:
    """What is measured ends at the moment where the clock of the tests stands."""


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if "tests.bench.figures" not in sys.modules:
        return  # a run of the ordinary tests
    from tests.bench.figures import FIGURES, machine

    terminalreporter.section("figures")
    for line in [machine(), *FIGURES.lines()]:
        terminalreporter.write_line(line.rstrip())
