"""What tells one request of Slack from all others, so that the same one sent again acts once (SPEC §3, Conflicts)."""

import hashlib
from collections.abc import Mapping
from typing import Any

from bot.identity import Sender


def fingerprint(body: Mapping[str, Any], who: Sender) -> str | None:
    """What only the very same request has in common with this one; None where Slack gave it nothing of its own.

    A form is sent once, however often "Create" is clicked: each version of it that Slack shows has a `hash` of its own.

    Args:
        body: the payload.
        who: its sender.
    """
    view = body.get("view") or {}
    if body.get("type") == "view_submission" and view.get("hash"):
        own = f"form {view.get('id')} {view['hash']}"
    elif body.get("event_id"):
        own = f"event {body['event_id']}"
    elif body.get("trigger_id"):
        own = f"trigger {body['trigger_id']}"
    else:
        return None
    return hashlib.blake2b(f"{who.user_id} {own}".encode(), digest_size=16).hexdigest()
