"""What is in progress: the one definition, for whatever says of a folder that nothing in it is.

The filter `opps:none` asks it of the opportunities that the viewer may see, and with it the Home tab, the team's
numbers and the morning brief. What is told of a folder as a whole asks it of all that are there, as `opps:none` does
for an admin.
"""

from typing import Any

from sqlalchemy import ColumnElement, and_

from core.models import ACTIVE_STATUSES, Opportunity


def in_progress(opportunity: Any = Opportunity) -> ColumnElement[bool]:
    """The opportunities in progress: todo or standby, and not in the bin.

    Args:
        opportunity: `Opportunity` or an alias of it.
    """
    return and_(opportunity.deleted_at.is_(None), opportunity.status.in_(ACTIVE_STATUSES))
