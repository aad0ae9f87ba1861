"""No table and no column is forgotten when a person's data is exported or erased."""

import pytest
from sqlalchemy import Table

from physiocheck_desktop.database.personal_data.registry import REGISTRY
from physiocheck_desktop.database.personal_data.rules import Fate, Link, TableEntry
from physiocheck_desktop.database.tables import Base
from physiocheck_desktop.domain.people import Role

TABLES = {table.name: table for table in Base.metadata.sorted_tables}
PEOPLE = {"users", "patients", "physicians"}
LINKS = [(entry, link) for entry in REGISTRY.values() for link in entry.links]


def named(case: object) -> str:
    """Name a test by its table."""
    return case.name if isinstance(case, TableEntry) else case.column if isinstance(case, Link) else ""


def leads_to_people(table: Table, column: str) -> bool:
    return any(key.column.table.name in PEOPLE for key in table.c[column].foreign_keys)


def test_every_table_has_an_entry() -> None:
    assert set(REGISTRY) == set(TABLES)


@pytest.mark.parametrize("entry", REGISTRY.values(), ids=named)
def test_every_column_is_explained_and_everything_is_somebodys_or_said_to_be_nobodys(entry: TableEntry) -> None:
    assert set(entry.columns) == set(TABLES[entry.name].c.keys())
    assert all(entry.columns.values())
    assert bool(entry.links) is not bool(entry.nobody)
    assert all(link.reason for link in entry.links)


@pytest.mark.parametrize("entry", REGISTRY.values(), ids=named)
def test_every_column_that_names_a_person_says_whose_the_row_is_or_who_acted(entry: TableEntry) -> None:
    naming = {name for name in entry.columns if leads_to_people(TABLES[entry.name], name)}
    assert naming <= {link.column for link in entry.links} | set(entry.actors)
    assert set(entry.actors) <= set(entry.columns)


@pytest.mark.parametrize(("entry", "link"), LINKS, ids=named)
def test_of_every_row_that_may_stay_each_column_is_said_to_be_kept_or_blanked(entry: TableEntry, link: Link) -> None:
    said = [*link.kept.split(), *link.blanked, *link.blanked_later]
    assert len(said) == len(set(said))
    assert set(said) == (set(entry.columns) if link.fate.may_leave_rows else set())
    assert {link.column, *link.withheld} <= set(entry.columns)
    table = TABLES[entry.name]
    wrong = [name for name, value in {**link.blanked, **link.blanked_later}.items() if value is None]
    assert [name for name in wrong if not table.c[name].nullable] == []


@pytest.mark.parametrize(("entry", "link"), LINKS, ids=named)
def test_every_way_to_a_person_can_be_gone(entry: TableEntry, link: Link) -> None:
    table = TABLES[entry.name]
    assert (link.record is not None) is (link.fate is Fate.RECORD)
    if link.order:
        assert link.order in table.c
        assert [column.name for column in table.primary_key] == ["id"]
    if link.through:
        parent = REGISTRY[link.through]
        assert "id" in parent.columns
        assert link.roles <= {role for role in Role if parent.links_of(role)}


def test_whatever_refers_to_a_row_that_goes_goes_before_it_or_holds_it_back() -> None:
    """A reference that neither cascades, nor lets go, nor is looked at before would stop an erasure half-way."""
    for entry, link in LINKS:
        if link.fate not in {Fate.DELETED, Fate.RECORD}:
            continue
        for table in TABLES.values():
            for key in table.foreign_keys:
                if key.column.table.name == entry.name:
                    assert key.ondelete in {"CASCADE", "SET NULL"}, (table.name, entry.name)
