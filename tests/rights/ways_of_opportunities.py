"""How acts on opportunities are tried."""

from collections.abc import Mapping
from typing import Final

from bot import ids
from tests.rights.doors import Door, Way, Ways, stolen
from tests.rights.steps import Old, Press, Say, Send

_ON_IT: Final = Say("/opp open O-{opportunity}")
_THIS: Final = "opportunity version"
_STANDBY: Final = Send(ids.STANDBY, {ids.REMINDER: "2100-01-04"})
_EDIT: Final = Send(ids.OPPORTUNITY_EDIT, {ids.NAME: "Renamed"})
_GIVE: Final = Send(ids.OPPORTUNITY_OWNER, {ids.OWNER: "heir"})
_BOTH: Final = Send(ids.PROPOSAL_ACCEPT, {ids.NAME: "{unique}"})
_SALES: Final = {ids.CHANNEL: "sales"}


def _status(word: str, status: str, of: str = "opportunity") -> Mapping[Door, Way]:
    button = f"{ids.OPPORTUNITY_STATUS}.{status}"
    return {
        Door.COMMAND: (Say(f"/opp {word} O-{{{of}}}"),),
        Door.CARD: (Say(f"/opp open O-{{{of}}}"), Press(button)),
        Door.OLD: (Old(button, f"opportunity={of} version"),),
    }


def _placed(act: str, form: str, straight: str, of: str, to: str) -> dict[Door, Way]:
    """Attach and move, by all their doors.

    Args:
        act: the sub-command.
        form: the id of button and form.
        straight: the id of the button that names the folder.
        of: which opportunity.
        to: which folder.
    """
    sent = Send(form, {ids.FOLDER: f"folder={to}"})
    return {
        Door.COMMAND: (Say(f"/opp {act} O-{{{of}}} to F-{{{to}}}"),),
        Door.CARD: (Say(f"/opp open O-{{{of}}}"), Press(form), sent),
        Door.OLD: (Old(straight, f"opportunity={of} version folder={to}"),),
        Door.STOLEN: stolen(sent, Old(form, f"opportunity={of} version"), facts=f"opportunity={of} version"),
    }


OPPORTUNITIES: Final[Ways] = {
    "open the opportunity": {
        Door.COMMAND: (_ON_IT,),
        Door.LIST: (Say("/opp list {round}"), Press(ids.OPPORTUNITY_OPEN)),
        Door.OLD: (Old(ids.OPPORTUNITY_OPEN, "opportunity"),),
    },
    "find the opportunity in the list": {Door.COMMAND: (Say("/opp list {round}"),)},
    "win it": _status("won", "won"),
    "lose it": _status("lost", "lost"),
    "cancel it": _status("cancel", "cancelled"),
    "reopen it": _status("todo", "todo", "closed"),
    "put it on standby": {
        Door.COMMAND: (Say("/opp standby O-{opportunity} 2100-01-04"),),
        Door.CARD: (_ON_IT, Press(ids.OPPORTUNITY_STANDBY), _STANDBY),
        Door.OLD: (Old(ids.OPPORTUNITY_STANDBY, _THIS), _STANDBY),
        Door.STOLEN: stolen(_STANDBY, Old(ids.OPPORTUNITY_STANDBY, _THIS), facts=_THIS),
    },
    "edit it": {
        Door.CARD: (_ON_IT, Press(ids.OPPORTUNITY_EDIT), _EDIT),
        Door.OLD: (Old(ids.OPPORTUNITY_EDIT, _THIS), _EDIT),
        Door.STOLEN: stolen(_EDIT, Old(ids.OPPORTUNITY_EDIT, _THIS), facts=_THIS),
    },
    "attach it to a folder": _placed(
        "attach", ids.OPPORTUNITY_ATTACH, ids.OPPORTUNITY_ATTACH_TO, "loose", "other_folder"
    ),
    "attach one's own to the folder": _placed(
        "attach", ids.OPPORTUNITY_ATTACH, ids.OPPORTUNITY_ATTACH_TO, "own", "folder"
    ),
    "remove it from its folder": {
        Door.COMMAND: (Say("/opp detach O-{opportunity}"),),
        Door.CARD: (_ON_IT, Press(ids.OPPORTUNITY_REMOVE)),
        Door.OLD: (Old(ids.OPPORTUNITY_REMOVE, _THIS),),
    },
    "remove another's from the folder": {
        Door.COMMAND: (Say("/opp detach O-{another}"),),
        Door.CARD: (Say("/opp open O-{another}"), Press(ids.OPPORTUNITY_REMOVE)),
        Door.OLD: (Old(ids.OPPORTUNITY_REMOVE, "opportunity=another version"),),
    },
    "move it to another folder": _placed(
        "move", ids.OPPORTUNITY_MOVE, ids.OPPORTUNITY_MOVE_TO, "opportunity", "other_folder"
    ),
    "move one's own to the folder": _placed(
        "move", ids.OPPORTUNITY_MOVE, ids.OPPORTUNITY_MOVE_TO, "own_placed", "folder"
    ),
    "duplicate it": {
        Door.COMMAND: (Say("/opp duplicate O-{opportunity}"),),
        Door.CARD: (_ON_IT, Press(ids.OPPORTUNITY_DUPLICATE)),
        Door.OLD: (Old(ids.OPPORTUNITY_DUPLICATE, _THIS),),
    },
    "say yes to a folder for both": {
        Door.OLD: (Old(ids.PROPOSAL_ACCEPT, "proposal"), _BOTH),
        Door.STOLEN: stolen(_BOTH, Old(ids.PROPOSAL_ACCEPT, "proposal"), facts="proposal"),
    },
    "choose a folder for both": {Door.OLD: (Old(ids.PROPOSAL_ACCEPT_WITH, "proposal folder=other_folder"),)},
    "say no to a folder for both": {Door.OLD: (Old(ids.PROPOSAL_DECLINE, "proposal"),)},
    "give it to another": {
        Door.COMMAND: (Say("/opp owner O-{opportunity} {at_heir}"),),
        Door.CARD: (_ON_IT, Press(ids.OPPORTUNITY_OWNER), _GIVE),
        Door.OLD: (Old(ids.OPPORTUNITY_OWNER, _THIS), _GIVE),
        Door.STOLEN: stolen(_GIVE, Old(ids.OPPORTUNITY_OWNER, _THIS), facts=_THIS),
    },
    "share it": {
        Door.CARD: (_ON_IT, Press(ids.OPPORTUNITY_SHARE), Send(ids.OPPORTUNITY_SHARE, _SALES)),
        Door.OLD: (Old(ids.OPPORTUNITY_SHARE, "opportunity"), Send(ids.OPPORTUNITY_SHARE, _SALES)),
        Door.STOLEN: stolen(
            Send(ids.OPPORTUNITY_SHARE, _SALES), Old(ids.OPPORTUNITY_SHARE, "opportunity"), facts="opportunity"
        ),
    },
    "delete it": {
        Door.COMMAND: (Say("/opp delete O-{opportunity}"), Press(ids.OPPORTUNITY_DELETE)),
        Door.CARD: (_ON_IT, Press(ids.OPPORTUNITY_DELETE)),
        Door.OLD: (Old(ids.OPPORTUNITY_DELETE, _THIS),),
    },
    "restore it": {
        Door.COMMAND: (Say("/opp restore O-{binned}"),),
        Door.OLD: (Old(ids.OPPORTUNITY_RESTORE, "opportunity=binned"),),
    },
}
