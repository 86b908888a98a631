"""Rows of the table's ground: each as it stands before anybody acts on it."""

from datetime import UTC, datetime
from typing import Any, Final

THEN: Final = datetime(2026, 1, 5, 9, tzinfo=UTC).isoformat()

SETTINGS: Final[dict[str, Any]] = {
    "folders": "shared",
    "opportunities": "everyone",
    "inside_team": "managers",
    "only_admins_export": False,
    "language": "en-US",
    "currency": "EUR",
    "time_zone": "Europe/Paris",
    "quiet_seconds": 60,
    "version": 1,
}


def workspace_row(team_id: str) -> dict[str, Any]:
    """The workspace."""
    return {
        "id": 1,
        "slack_team_id": team_id,
        "name": "Acme Sales",
        "last_folder_number": 10_000_000,
        "last_opportunity_number": 10_000_000,
        "created_at": THEN,
    }


def folder_row(key: int, name: str, owner: int, *, active: bool, in_play: bool) -> dict[str, Any]:
    """A client folder."""
    return {
        "id": key,
        "number": key,
        "name": name,
        "owner_id": owner,
        "description": "",
        "active": active,
        "in_play": in_play,
        "created_at": THEN,
        "updated_at": THEN,
        "version": 1,
    }


def opportunity_row(
    key: int, title: str, owner: int, folder: int | None, *, closed: bool, binned: bool
) -> dict[str, Any]:
    """An opportunity."""
    return {
        "id": key,
        "number": key,
        "title": title,
        "owner_id": owner,
        "folder_id": folder,
        "amount": "100",
        "status": "lost" if closed else "todo",
        "description": "",
        "created_at": THEN,
        "updated_at": THEN,
        "closed_at": THEN if closed else None,
        "deleted_at": datetime.now(UTC).isoformat() if binned else None,
        "version": 1,
    }


def approval_row(key: int, folder: int, asker: int, owner: int, heir: int) -> dict[str, Any]:
    """A request that waits for an answer."""
    return {
        "id": key,
        "folder_id": folder,
        "asker_id": asker,
        "from_owner_id": owner,
        "to_owner_id": heir,
        "reason": "",
        "asked_at": THEN,
        "answer_reason": "",
    }


def dormancy_row(key: int, folder: int) -> dict[str, Any]:
    """Its channels have heard of it, and nobody has done anything about it yet."""
    return {"id": key, "folder_id": folder, "began_at": THEN, "told_at": THEN}


def route_row(key: int, channel: str, by: int) -> dict[str, Any]:
    """A channel that alerts go to, and that could not be reached."""
    return {"id": key, "channel": channel, "filter": "", "set_by_id": by, "set_at": THEN, "paused": "not_in_channel"}
