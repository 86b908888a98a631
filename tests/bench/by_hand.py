"""The list of folders as one would write it for one case alone: the best SQL that we know, to measure by."""

from typing import Final

_FOLDERS: Final = """
select f.id, f.number, f.name, f.active, f.created_at, f.version, f.name_key,
       {editable} as editable, m.id as owner_id, m.slack_user_id, m.name as owner_name, m.standing = 'member'
from folder f join member m on m.id = f.owner_id
where f.workspace_id = 1 and f.active {matching}
order by f.name_key, f.number limit 11 offset %(offset)s
"""

_PAGE: Final = """
select page.*, sums.*
from ({folders}) page
cross join lateral (
    select count(*), count(*) filter (where status = 'todo'), count(*) filter (where status = 'standby'),
           count(*) filter (where status = 'won'), count(*) filter (where status = 'lost'),
           count(*) filter (where status = 'cancelled'),
           coalesce(sum(amount) filter (where status in ('todo', 'standby')), 0) as in_progress,
           coalesce(sum(amount) filter (where status = 'won'), 0) as won, min(created_at), max(updated_at)
    from opportunity o
    where o.workspace_id = 1 and o.folder_id = page.id and o.deleted_at is null {visible}
) sums
order by page.name_key, page.number
"""

_OWN: Final = """
and f.id = any (array(
    select id from folder where workspace_id = 1 and owner_id = %(me)s
    union
    select folder_id from opportunity
    where workspace_id = 1 and owner_id = %(me)s and folder_id is not null and deleted_at is null
))
"""

_NOTHING_IN_PROGRESS: Final = """
and not exists (
    select from opportunity o
    where o.workspace_id = 1 and o.folder_id = f.id and o.deleted_at is null
      and o.status in ('todo', 'standby') {visible}
)
"""


def page_of(*, admin: bool, own: bool, nothing_in_progress: bool) -> str:
    """The SQL of a page; `%(me)s` is the viewer, `%(offset)s` how many folders come before it.

    Args:
        admin: the viewer is an admin.
        own: folders are each user's own, and only admins see everything; else everything is everyone's.
        nothing_in_progress: only folders with no visible todo or standby.
    """
    visible = "and o.owner_id = %(me)s" if own and not admin else ""
    matching = _OWN if own and not admin else ""
    if nothing_in_progress:
        matching += _NOTHING_IN_PROGRESS.format(visible=visible)
    editable = "true" if admin else "f.owner_id = %(me)s"
    return _PAGE.format(folders=_FOLDERS.format(editable=editable, matching=matching), visible=visible)
