"""Every use case × every text in its arguments × everything hostile: refused in a sentence, or kept letter by letter.

Nothing is listed here: use cases, who may call them and with what are those of the walk through the rules of access.
"""

import inspect
import json
import re
from collections.abc import Callable
from typing import Any, Final

import pytest
from hostile_texts import hostile_instead_of, places, texts_in
from sqlalchemy import Engine, event, select
from sqlalchemy import inspect as inspect_database
from use_cases import service_methods

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

TAKE_TURNS: Final = ("ExerciseLibraryService.add", "ExerciseLibraryService.change")
"""Use cases that check and keep the same record in the same way: of each place each takes every other attack."""

NOT_TO_BE_KEPT: Final = frozenset(
    {
        "AccountService.confirm password",
        "AccountService.sign_out token",
        "AccountService.change_password new",
        "AccountService.change_password old",
        "AccountService.change_password token",
        "ErasureService.ask password",
        "PersonExportService.export_for language",
        "PersonExportService.export_own language",
        "PersonExportService.export_own password",
        "RehabPlanService.save_draft content.exercises[0.exercise_name",
        "SecondFactorService.begin password",
        "SecondFactorService.switch_off password",
        "SessionService.finish assessment.exercise_key",
    }
)
"""What a use case is told and does not keep: secrets, the language of an archive, what plan or session has already."""

WRITES: Final = re.compile(r"(?:INSERT INTO|UPDATE|DELETE FROM) [`\"]?(\w+)")

KEPT, DONE, REFUSED = "kept letter by letter", "done without it", "refused"


class Watched:
    """Looks at what a use case would have kept, in the moment in which it would have been.

    Attributes:
        text: What is looked for.
        kept: Whether it was found in what was written; None where nothing was to be kept.
    """

    def __init__(self, engine: Engine) -> None:
        self.text = ""
        self.kept: bool | None = None
        self._written: set[str] = set()
        event.listen(engine, "before_cursor_execute", self._note)

    def look_for(self, text: str) -> None:
        """Look for a text from now on."""
        self.text, self.kept = text, None
        self._written.clear()

    def look(self, uow: SqlUnitOfWork) -> None:
        """Look into the tables that were written; one use case may end several units of work."""
        session = uow._session
        session.flush()
        tables = [Base.metadata.tables[name] for name in sorted(self._written)]
        rows = (row for table in tables for row in session.execute(select(table)))
        self.kept = bool(self.kept) or any(self.text in texts_in(tuple(row)) for row in rows)

    def _note(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        found = WRITES.match(statement)
        if found is not None:
            self._written.add(found[1])


@pytest.fixture
def watched(database: Database) -> Watched:
    return Watched(database._engine)


@pytest.fixture
def at_commit(watched: Watched) -> Callable[[SqlUnitOfWork], None]:
    """Look instead of keeping."""
    return watched.look


def arguments_of(clinic: Clinic, name: str, method: Callable[..., Any], with_partials: Any) -> dict[str, Any]:
    """Return what to call a use case with, by the names of its parameters, texts that may be left out among them."""
    parameters = list(inspect.signature(method).parameters.values())[2:]
    if name == "SessionService.finish":
        clinic.calls[name] = (clinic.calls[name][0], with_partials)
    given = dict(zip((each.name for each in parameters), clinic.calls.get(name, ()), strict=False))
    left_out = {each.name: each.default for each in parameters if isinstance(each.default, str)}
    return {**left_out, **given, **KEYWORDS.get(name, {})}


@pytest.mark.slow
def test_whatever_is_written_wherever_is_refused_in_a_sentence_or_kept_letter_by_letter(
    clinic: Clinic,
    call: Any,
    watched: Watched,
    database: Database,
    database_kind: str,
    make_assessment: Callable[..., SessionAssessment],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """One clinic stands all attacks, because none of them keeps anything."""
    tables = set(inspect_database(database._engine).get_table_names())
    people = _count(database)
    outcomes, wrong, lost = {}, [], []
    for name, method in service_methods():
        who = clinic.people[next(each for each in CALLERS if each in ALLOWED[name])]
        given = arguments_of(clinic, name, method, make_assessment(1, partials=1))
        for number, (where, found, put) in enumerate(places(given)):
            place = f"{name} {where.replace('][', '.').strip('[]')}".replace("]", "")
            for turn, (what, text) in enumerate(hostile_instead_of(found).items(), number):
                if name in TAKE_TURNS and turn % len(TAKE_TURNS) != TAKE_TURNS.index(name):
                    continue
                watched.look_for(text.strip() if place in TRIMMED else text)
                try:
                    _call(call, name, who, put(text))
                except KnownError:
                    outcomes[f"{place}: {what}"] = REFUSED
                except Exception as error:  # noqa: BLE001  # whatever else it is, it is what this test is for
                    wrong.append((place, what, repr(error)[:160]))
                else:
                    outcomes[f"{place}: {what}"] = KEPT if watched.kept else DONE
                    if watched.kept is False and text:
                        lost.append((place, what))
    assert wrong == [], "\n".join(map(str, wrong))
    assert {place for place, _ in lost} - NOT_TO_BE_KEPT == set()
    assert {place for place, _ in lost} == NOT_TO_BE_KEPT
    assert list(outcomes.values()).count(KEPT) > 1000
    assert set(inspect_database(database._engine).get_table_names()) == tables
    assert _count(database) == people
    _demand_the_same_on_the_other(outcomes, tmp_path_factory, database_kind)


def _call(call: Any, name: str, who: Actor, arguments: dict[str, Any]) -> None:
    service = call.services[name.partition(".")[0]]
    getattr(service, name.partition(".")[2])(who, **arguments)


def _count(database: Database) -> dict[str, int]:
    with database.unit_of_work(read_only=True) as uow:
        return {table.name: len(uow._session.execute(select(table)).all()) for table in Base.metadata.sorted_tables}


def _demand_the_same_on_the_other(outcomes: dict[str, str], factory: pytest.TempPathFactory, kind: str) -> None:
    """Hold what came of it against what came of it on the other database, where that was before."""
    base = factory.getbasetemp()
    folder = (base.parent if base.name.startswith("popen-") else base) / "attacks"
    folder.mkdir(exist_ok=True)
    (folder / f"{kind}.json").write_text(json.dumps(outcomes), encoding="utf-8")
    for other in folder.glob("*.json"):
        before: dict[str, str] = json.loads(other.read_text(encoding="utf-8"))
        differing = {place: (before.get(place), outcomes.get(place)) for place in before.keys() | outcomes.keys()}
        assert {place: both for place, both in differing.items() if both[0] != both[1]} == {}
