"""The rights table: SPEC §3, act by act. A row says who may, who is refused by which rule, for whom it is hidden."""

from typing import Final

from tests.rights.document import (
    ACCOUNT,
    ALLOWED,
    ANOTHERS,
    EMPTY,
    FOLDER,
    NOT_FOUND,
    OPPORTUNITY,
    QUIET,
    Act,
)

_ANYBODY: Final = {"*": ALLOWED}
_ADMINS: Final = {"admin": ALLOWED, "*": "admin_only"}
_WHO_CHANGES_IT: Final = {"changes": ALLOWED, "sees": "not_within_reach", "hidden": NOT_FOUND}
_WHO_SEES_IT: Final = {"changes": ALLOWED, "sees": ALLOWED, "hidden": NOT_FOUND}
_ADMINS_WHERE_SEEN: Final = {"admin": ALLOWED, "hidden": NOT_FOUND, "*": "admin_only"}
_FOR_THE_OWNER: Final = {
    "admin": ALLOWED,
    "manager": "T ≠ off: allowed; cannot_assign",
    "owner": ALLOWED,
    "*": "cannot_assign",
}
_FOR_BOTH: Final = (
    "duplication.answer +folder folder.in_play opportunity.folder_id event folder.created event opportunity.attached"
)
_WON_BACK: Final = (
    "+duplication +opportunity folder.in_play dormancy.ended_at dormancy.ended_by_id event opportunity.duplicated"
)
_ANSWERED: Final = "approval.outcome approval.answered_at approval.answered_by_id"

CREATING: Final = (
    Act("create a folder", ACCOUNT, _ANYBODY, changes="+folder event folder.created"),
    Act(
        "create a folder for the owner",
        ACCOUNT,
        _FOR_THE_OWNER,
        changes="+folder +message event folder.created",
        instead={"owner": "+folder event folder.created"},
    ),
    Act("create an opportunity", ACCOUNT, _ANYBODY, changes="+opportunity event opportunity.created"),
    Act(
        "create an opportunity for the owner",
        ACCOUNT,
        _FOR_THE_OWNER,
        changes="+opportunity +message event opportunity.created",
        instead={"owner": "+opportunity event opportunity.created"},
    ),
    Act("create an opportunity in the folder", FOLDER, _WHO_SEES_IT, changes="+opportunity event opportunity.created"),
)
FOLDERS: Final = (
    Act("open the folder", FOLDER, _WHO_SEES_IT, shows="Quartz"),
    Act("find the folder in the list", FOLDER, {**_WHO_SEES_IT, "hidden": "absent"}, shows="Quartz"),
    Act("deactivate the folder", FOLDER, _ADMINS_WHERE_SEEN, changes="folder.active event folder.deactivated"),
    Act("reactivate the folder", FOLDER, _ADMINS_WHERE_SEEN, changes="folder.active event folder.reactivated"),
    Act("edit the folder", FOLDER, _WHO_CHANGES_IT, changes="folder.name event folder.edited"),
    # Under F = own everything inside would have to belong to the new owner: that binds admins too.
    Act(
        "change the folder's owner",
        FOLDER,
        {**_WHO_CHANGES_IT, "changes": "F = own: owners_would_mix; allowed"},
        changes="folder.owner_id +message event folder.owner_changed",
    ),
    Act(
        "change the owner of an empty folder",
        EMPTY,
        _WHO_CHANGES_IT,
        changes="folder.owner_id +message event folder.owner_changed",
    ),
    # Only who may change all that blocks may give it away along with the folder; here that is an admin.
    Act(
        "change the folder's owner, its opportunities too",
        FOLDER,
        {**_WHO_CHANGES_IT, "admin": ALLOWED, "changes": "owners_would_mix"},
        changes="folder.owner_id opportunity.owner_id +message event folder.owner_changed"
        " event opportunity.owner_changed",
        where="F = own",
    ),
    # Whoever may do it need not ask; whoever answers has the rights of that moment, and is under the rules of the act.
    Act(
        "ask a manager for the folder",
        FOLDER,
        {**_WHO_SEES_IT, "changes": "no_need_to_ask"},
        changes="+approval +message event approval.asked",
    ),
    Act(
        "approve an owner change",
        FOLDER,
        {**_WHO_CHANGES_IT, "changes": "F = own: owners_would_mix; allowed"},
        changes=f"{_ANSWERED} folder.owner_id +message event folder.owner_changed",
    ),
    Act(
        "approve an owner change, its opportunities too",
        FOLDER,
        {**_WHO_CHANGES_IT, "admin": ALLOWED, "changes": "owners_would_mix"},
        changes=f"{_ANSWERED} folder.owner_id opportunity.owner_id +message event folder.owner_changed"
        " event opportunity.owner_changed",
        where="F = own",
    ),
    Act(
        "decline an owner change",
        FOLDER,
        _WHO_CHANGES_IT,
        changes=f"{_ANSWERED} approval.answer_reason +message event approval.declined",
    ),
    Act("read its history", FOLDER, _WHO_SEES_IT, shows="Quartz"),
    Act("share the folder", FOLDER, _WHO_SEES_IT, changes="+share +message share.message_ts event folder.shared"),
    Act("ask why", FOLDER, _WHO_SEES_IT, shows="Quartz"),
    Act("delete an empty folder", EMPTY, _ADMINS_WHERE_SEEN, changes="-folder event folder.deleted"),
    Act("delete a folder with something inside", FOLDER, {**_ADMINS_WHERE_SEEN, "admin": "folder_not_empty"}),
)
OPPORTUNITIES: Final = (
    Act("open the opportunity", OPPORTUNITY, _WHO_SEES_IT, shows="Onyx"),
    Act("find the opportunity in the list", OPPORTUNITY, {**_WHO_SEES_IT, "hidden": "absent"}, shows="Onyx"),
    Act(
        "win it",
        OPPORTUNITY,
        _WHO_CHANGES_IT,
        changes="opportunity.status opportunity.closed_at event opportunity.status_changed",
    ),
    Act(
        "lose it",
        OPPORTUNITY,
        _WHO_CHANGES_IT,
        changes="opportunity.status opportunity.closed_at event opportunity.status_changed",
    ),
    Act(
        "cancel it",
        OPPORTUNITY,
        _WHO_CHANGES_IT,
        changes="opportunity.status opportunity.closed_at event opportunity.status_changed",
    ),
    Act(
        "put it on standby",
        OPPORTUNITY,
        _WHO_CHANGES_IT,
        changes="opportunity.status opportunity.reminder_at +due event opportunity.status_changed",
    ),
    Act(
        "reopen it",
        OPPORTUNITY,
        _WHO_CHANGES_IT,
        changes="opportunity.status opportunity.closed_at event opportunity.status_changed",
    ),
    Act("edit it", OPPORTUNITY, _WHO_CHANGES_IT, changes="opportunity.title event opportunity.edited"),
    Act(
        "attach it to a folder",
        OPPORTUNITY,
        _WHO_CHANGES_IT,
        changes="opportunity.folder_id event opportunity.attached",
    ),
    Act(
        "attach one's own to the folder",
        FOLDER,
        _WHO_SEES_IT,
        changes="opportunity.folder_id event opportunity.attached",
    ),
    Act(
        "remove it from its folder",
        OPPORTUNITY,
        _WHO_CHANGES_IT,
        changes="opportunity.folder_id event opportunity.removed",
    ),
    # Owning the folder is not enough.
    Act(
        "remove another's from the folder",
        ANOTHERS,
        _WHO_CHANGES_IT,
        changes="opportunity.folder_id event opportunity.removed",
    ),
    Act(
        "move it to another folder",
        OPPORTUNITY,
        _WHO_CHANGES_IT,
        changes="opportunity.folder_id event opportunity.attached event opportunity.removed",
    ),
    # Where it comes from, nothing is in progress any more.
    Act(
        "move one's own to the folder",
        FOLDER,
        _WHO_SEES_IT,
        changes="opportunity.folder_id folder.in_play +dormancy +due event opportunity.attached"
        " event opportunity.removed",
    ),
    Act(
        "duplicate it",
        OPPORTUNITY,
        _WHO_CHANGES_IT,
        changes="+duplication +opportunity +message event opportunity.duplicated",
        instead={"owner": "+duplication +opportunity event opportunity.duplicated"},
    ),
    Act(
        "say yes to a folder for both",
        OPPORTUNITY,
        _WHO_CHANGES_IT,
        changes=f"{_FOR_BOTH} +message",
        instead={"owner": _FOR_BOTH},
    ),
    Act(
        "choose a folder for both",
        OPPORTUNITY,
        _WHO_CHANGES_IT,
        changes="duplication.answer opportunity.folder_id event opportunity.attached",
    ),
    Act(
        "say no to a folder for both",
        OPPORTUNITY,
        _WHO_CHANGES_IT,
        changes="duplication.answer event opportunity.folder_declined",
    ),
    Act(
        "give it to another",
        OPPORTUNITY,
        _WHO_CHANGES_IT,
        changes="opportunity.owner_id +message event opportunity.owner_changed",
    ),
    Act("share it", OPPORTUNITY, _WHO_SEES_IT, changes="+share +message share.message_ts event opportunity.shared"),
    Act("delete it", OPPORTUNITY, _WHO_CHANGES_IT, changes="opportunity.deleted_at event opportunity.deleted"),
    # The bin shows to nobody what they may not take out of it.
    Act(
        "restore it",
        OPPORTUNITY,
        {"changes": ALLOWED, "*": NOT_FOUND},
        changes="opportunity.deleted_at event opportunity.restored",
    ),
)
QUIET_FOLDERS: Final = (
    # With what was lost last of what they may change themselves: `rep inside` has lost something there, too.
    Act(
        "win a client back",
        QUIET,
        {**_WHO_SEES_IT, "rep inside": ALLOWED, "sees": "nothing_to_win_back"},
        changes=f"{_WON_BACK} +message",
        instead={"owner": _WON_BACK, "rep inside": _WON_BACK},
    ),
    Act(
        "snooze a quiet folder",
        QUIET,
        _WHO_CHANGES_IT,
        changes="dormancy.snoozed_until +due event dormancy.snoozed",
    ),
    # An admin need ask nobody, and is asked whether they are sure.
    Act(
        "call a client lost",
        QUIET,
        _WHO_SEES_IT,
        changes="+message event dormancy.client_lost",
        instead={"admin": ""},
    ),
)
WORKSPACE: Final = (
    Act(
        "hand over what somebody leaves",
        ACCOUNT,
        _ADMINS,
        changes="+hand_over +hand_over_item +message event hand_over.started",
    ),
    Act("export", ACCOUNT, _ANYBODY, shows="Your export"),
    Act(
        "export, where only admins can",
        ACCOUNT,
        {"admin": ALLOWED, "*": "export_for_admins"},
        shows="Your export",
        setting={"only_admins_export": True},
    ),
    Act("look after the alerts", ACCOUNT, _ADMINS, shows="No worker is running"),
    Act("test a channel of the alerts", ACCOUNT, _ADMINS, changes="route.paused"),
    # The owner let it follow.
    Act(
        "test a channel of the owner's",
        ACCOUNT,
        {"admin": ALLOWED, "owner": ALLOWED, "*": NOT_FOUND},
        changes="route.paused",
    ),
    # Whoever is in the channel, and Slack says who is.
    Act("let a channel follow", ACCOUNT, _ANYBODY, changes="+route event channel.follows"),
    Act("let a channel follow nothing", ACCOUNT, _ANYBODY, changes="-route event channel.follows"),
    Act("change settings", ACCOUNT, _ADMINS, changes="settings.currency event settings.changed"),
    Act("add a default field", ACCOUNT, _ADMINS, changes="+default_field event default_field.added"),
    Act("change a default field", ACCOUNT, _ADMINS, changes="default_field.label event default_field.changed"),
    Act("move a default field", ACCOUNT, _ADMINS, changes="default_field.position event default_field.moved"),
    Act("remove a default field", ACCOUNT, _ADMINS, changes="default_field.removed_at event default_field.removed"),
    Act(
        "restore a default field",
        ACCOUNT,
        _ADMINS,
        changes="default_field.removed_at default_field.position event default_field.restored",
    ),
    Act("make a team", ACCOUNT, _ADMINS, changes="+team +team_membership event team.created"),
    Act("change a team", ACCOUNT, _ADMINS, changes="team.name event team.changed"),
    Act("delete a team", ACCOUNT, _ADMINS, changes="-team event team.deleted"),
    Act("change roles", ACCOUNT, _ADMINS, changes="member.role event member.role_changed"),
)
DIGESTS: Final = (
    Act("turn the morning brief on", ACCOUNT, _ANYBODY, changes="member.morning_brief +due event digest.switched"),
    Act(
        "turn the weekly table on",
        ACCOUNT,
        {
            "manager": "T ≠ off: allowed; leads_nobody",
            "other manager": "T ≠ off: allowed; leads_nobody",
            "*": "leads_nobody",
        },
        changes="member.weekly_table +due event digest.switched",
    ),
)

TABLE: Final = (*CREATING, *FOLDERS, *OPPORTUNITIES, *QUIET_FOLDERS, *WORKSPACE, *DIGESTS)
