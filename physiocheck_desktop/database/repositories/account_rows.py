"""What is asked of the tables of accounts, and what their rows say."""

from uuid import UUID

from sqlalchemy import Row, Select, select

from physiocheck_desktop.database.tables import CredentialRow, PhysicianRow, UserRow
from physiocheck_desktop.domain.account import Account
from physiocheck_desktop.domain.people import Role
from physiocheck_desktop.domain.verification import PhysicianApplication


def administrators() -> Select[UUID]:
    """Ask for the administrators who can sign in."""
    who_can_sign_in = UserRow.role == Role.ADMINISTRATOR, CredentialRow.disabled_at.is_(None)
    return select(UserRow.id).join(CredentialRow, UserRow.id == CredentialRow.user_id).where(*who_can_sign_in)


def accounts() -> Select[UserRow, CredentialRow]:
    """Ask for people with their accounts."""
    return select(UserRow, CredentialRow).join(CredentialRow, CredentialRow.user_id == UserRow.id)


def to_account(found: Row[UserRow, CredentialRow]) -> Account:
    """Return the account that a row of `accounts` tells of."""
    user, credential = found
    return Account(
        user_id=user.id,
        role=user.role,
        display_name=user.display_name,
        email=credential.email,
        created_at=user.created_at,
        disabled_at=credential.disabled_at,
    )


def applications() -> Select[PhysicianRow, UserRow, CredentialRow]:
    """Ask for physicians with what the clinic found of them."""
    return (
        select(PhysicianRow, UserRow, CredentialRow)
        .join(UserRow, UserRow.id == PhysicianRow.user_id)
        .join(CredentialRow, CredentialRow.user_id == PhysicianRow.user_id)
    )


def to_application(found: Row[PhysicianRow, UserRow, CredentialRow]) -> PhysicianApplication:
    """Return what a row of `applications` tells."""
    physician, user, credential = found
    return PhysicianApplication(
        physician_id=user.id,
        display_name=user.display_name,
        email=credential.email,
        licence=physician.licence or "",
        state=physician.verification,
        asked_at=physician.created_at,
        decided_at=physician.decided_at,
        reason=physician.decision_reason or "",
    )
