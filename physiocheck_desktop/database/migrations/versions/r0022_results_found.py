"""Results that say whose, of which exercise and of when they are, and indexes that answer pages by themselves."""

from typing import Any, Final

import sqlalchemy as sa
from alembic import op

from physiocheck_desktop.database.migrations.kinds import ID, MOMENT

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

_RESULTS: Final = "session_results"
_SESSIONS: Final = "sessions"
_OF_A_PATIENT: Final = (
    *("patient_id", "started_at", "session_id", "exercise_id"),
    *("repetition_count", "left_count", "right_count", "score"),
)
_OF_THE_SESSION: Final[dict[str, sa.types.TypeEngine[Any]]] = {
    "patient_id": ID,
    "exercise_id": ID,
    "started_at": MOMENT,
}


def upgrade() -> None:
    """Take over what the sessions say, and index it with what they came to."""
    with op.batch_alter_table(_RESULTS) as table:
        for name, kind in _OF_THE_SESSION.items():
            table.add_column(sa.Column(name, kind, nullable=True))
    _fill()
    with op.batch_alter_table(_RESULTS) as table:
        for name, kind in _OF_THE_SESSION.items():
            table.alter_column(name, existing_type=kind, nullable=False)
    op.create_index("ix_session_results_of_a_patient", _RESULTS, list(_OF_A_PATIENT))
    op.create_index("ix_session_results_of_a_day", _RESULTS, ["started_at", "patient_id", "score"])
    # The wider index first: a server keeps one for the foreign key of the patient at any time.
    op.create_index(op.f("ix_sessions_patient_id_started_at_state"), _SESSIONS, ["patient_id", "started_at", "state"])
    op.drop_index(op.f("ix_sessions_patient_id_started_at"), table_name=_SESSIONS)


def downgrade() -> None:
    """Forget it; the sessions still say it."""
    op.create_index(op.f("ix_sessions_patient_id_started_at"), _SESSIONS, ["patient_id", "started_at"])
    op.drop_index(op.f("ix_sessions_patient_id_started_at_state"), table_name=_SESSIONS)
    op.drop_index("ix_session_results_of_a_day", table_name=_RESULTS)
    op.drop_index("ix_session_results_of_a_patient", table_name=_RESULTS)
    with op.batch_alter_table(_RESULTS) as table:
        for name in _OF_THE_SESSION:
            table.drop_column(name)


def _fill() -> None:
    """Copy them from the sessions; those of an interrupted run are copied again."""
    sessions = sa.table(_SESSIONS, sa.column("id"), *map(sa.column, _OF_THE_SESSION))
    results = sa.table(_RESULTS, sa.column("session_id"), *map(sa.column, _OF_THE_SESSION))
    of_it = {
        name: sa.select(sessions.c[name]).where(sessions.c.id == results.c.session_id).scalar_subquery()
        for name in _OF_THE_SESSION
    }
    op.execute(sa.update(results).values(of_it))
