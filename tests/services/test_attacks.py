"""Every use case × every text in its arguments × everything hostile: refused in a sentence, or kept letter by letter.

Nothing is listed here: use cases, who may call them and with what are those of the walk through the rules of access.
"""

import inspect
import json
from collections.abc import Callable, Iterator
from typing import Any, Final

import pytest
from hostile_texts import hostile_instead_of, places, texts_in
from sqlalchemy import inspect as inspect_database
from sqlalchemy import select
from use_cases import service_classes, service_methods

from physiocheck_desktop.database.database import Database
from physiocheck_desktop.database.tables import Base
from physiocheck_desktop.database.unit_of_work import SqlUnitOfWork
from physiocheck_desktop.domain.errors import KnownError
from physiocheck_desktop.domain.people import Actor
from physiocheck_desktop.domain.repetition import SessionAssessment
from tests.services import test_access_walk as walk
from tests.services.test_access_walk import ALLOWED, KEYWORDS, Clinic

clinic, store, call = walk.clinic, walk.store, walk.call

CALLERS: Final = ("patient", "physician", "administrator", "asked physician", "unverified physician")
TRIMMED: Final = frozenset({"VerificationService.ask_again licence"})
"""What is kept without the blanks around it."""

KEPT, DONE, REFUSED = "kept letter by letter", "done without it", "refused"

NOT_TO_BE_KEPT: Final = frozenset(
    {
        "AccountService.sign_out token",
        "AccountService.change_password token",
        "SecondFactorService.confirm token",
        "SessionService.finish assessment.exercise_key",
    }
)
"""What a use case that changes something is told and does not keep: secrets, and what the session has already."""


class Watched:
    """Looks at what a use case would have kept, in the moment in which it would have been.

    Attributes:
        text: What is looked for.
        kept: Whether it was found; None where nothing was to be kept.
    """

    def __init__(self) -> None:
        self.text = ""
        self.kept: bool | None = None

    def look(self, uow: SqlUnitOfWork) -> None:
        session = uow._session
        session.flush()
        self.kept = any(self.text in texts_in(row) for row in _rows(session))


def _rows(session: Any) -> Iterator[tuple[Any, ...]]:
    for table in Base.metadata.sorted_tables:
        yield from (tuple(row) for row in session.execute(select(table)))


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch, clinic: Clinic) -> Watched:
    """Look instead of keeping, from when the clinic is there."""
    watching = Watched()
    monkeypatch.setattr(SqlUnitOfWork, "commit", watching.look)
    return watching


def arguments_of(clinic: Clinic, name: str, method: Callable[..., Any], with_partials: Any) -> dict[str, Any]:
    """Return what to call a use case with, by the names of its parameters, texts that may be left out among them."""
    parameters = list(inspect.signature(method).parameters.values())[2:]
    if name == "SessionService.finish":
        clinic.calls[name] = (clinic.calls[name][0], with_partials)
    given = dict(zip((each.name for each in parameters), clinic.calls.get(name, ()), strict=False))
    left_out = {each.name: each.default for each in parameters if isinstance(each.default, str)}
    return {**left_out, **given, **KEYWORDS.get(name, {})}


@pytest.mark.slow
@pytest.mark.parametrize("service", sorted(kind.__name__ for kind in service_classes()))
def test_whatever_is_written_wherever_is_refused_in_a_sentence_or_kept_letter_by_letter(
    service: str,
    clinic: Clinic,
    call: Any,
    watched: Watched,
    database: Database,
    database_kind: str,
    make_assessment: Callable[..., SessionAssessment],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    tables = set(inspect_database(database._engine).get_table_names())
    people = _count(database)
    outcomes, wrong = {}, []
    for name, method in service_methods():
        if not name.startswith(f"{service}."):
            continue
        who = clinic.people[next(each for each in CALLERS if each in ALLOWED[name])]
        given = arguments_of(clinic, name, method, make_assessment(1, partials=1))
        for where, found, put in places(given):
            place = f"{name} {where.replace('][', '.').strip('[]')}".replace("]", "")
            for what, text in hostile_instead_of(found).items():
                watched.text = text.strip() if place in TRIMMED else text
                watched.kept = None
                try:
                    _call(call, name, who, put(text))
                except KnownError:
                    outcomes[f"{place}: {what}"] = REFUSED
                except Exception as error:  # noqa: BLE001  # whatever else it is, it is what this test is for
                    wrong.append((place, what, repr(error)[:160]))
                else:
                    outcomes[f"{place}: {what}"] = KEPT if watched.kept else DONE
                    if watched.kept is False and place not in NOT_TO_BE_KEPT:
                        wrong.append((place, what, "was not kept as it was"))
    assert wrong == [], "\n".join(map(str, wrong))
    assert set(inspect_database(database._engine).get_table_names()) == tables
    assert _count(database) == people
    _demand_the_same_on_the_other(outcomes, tmp_path_factory, service, database_kind)


def _call(call: Any, name: str, who: Actor, arguments: dict[str, Any]) -> None:
    service = call.services[name.partition(".")[0]]
    getattr(service, name.partition(".")[2])(who, **arguments)


def _count(database: Database) -> dict[str, int]:
    with database.unit_of_work(read_only=True) as uow:
        return {table.name: len(uow._session.execute(select(table)).all()) for table in Base.metadata.sorted_tables}


def _demand_the_same_on_the_other(
    outcomes: dict[str, str], factory: pytest.TempPathFactory, service: str, kind: str
) -> None:
    """Hold what came of it against what came of it on the other database, where that was before."""
    base = factory.getbasetemp()
    folder = (base.parent if base.name.startswith("popen-") else base) / "attacks"
    folder.mkdir(exist_ok=True)
    (folder / f"{service}.{kind}.json").write_text(json.dumps(outcomes), encoding="utf-8")
    for other in folder.glob(f"{service}.*.json"):
        before: dict[str, str] = json.loads(other.read_text(encoding="utf-8"))
        differing = {place: (before.get(place), outcomes.get(place)) for place in before.keys() | outcomes.keys()}
        assert {place: both for place, both in differing.items() if both[0] != both[1]} == {}
