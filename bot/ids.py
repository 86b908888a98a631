"""Every id that goes to Slack and comes back: a published contract. Old messages carry them for years.

An id names the thing and the act, `folder.open`; never a class or a function. Ids never change their meaning: what
should mean something else gets a new one. A button's `value` holds ids and versions (`bot.values`), never a right.
"""

from typing import Final

# Actions in messages, on the Home tab and in modals
FOLDER_OPEN: Final = "folder.open"
FOLDER_NEW: Final = "folder.new"
FOLDER_MENU: Final = "folder.menu"
FOLDER_LIST_PAGE: Final = "folder.list.page"
FOLDER_USE_INSTEAD: Final = "folder.use_instead"
FOLDER_DEACTIVATE: Final = "folder.deactivate"
FOLDER_REACTIVATE: Final = "folder.reactivate"
FOLDER_OWNER: Final = "folder.owner"
FOLDER_OWNER_CHOOSE: Final = "folder.owner.choose"
FOLDER_FILTER: Final = "folder.filter"
FOLDER_EXPORT: Final = "folder.export"
OPPORTUNITY_OPEN: Final = "opportunity.open"
OPPORTUNITY_NEW: Final = "opportunity.new"
OPPORTUNITY_LIST_PAGE: Final = "opportunity.list.page"
OPPORTUNITY_STATUS: Final = "opportunity.status"
OPPORTUNITY_STANDBY: Final = "opportunity.standby"
OPPORTUNITY_EDIT: Final = "opportunity.edit"
OPPORTUNITY_ATTACH: Final = "opportunity.attach"
OPPORTUNITY_ATTACH_TO: Final = "opportunity.attach.to"
OPPORTUNITY_MOVE: Final = "opportunity.move"
OPPORTUNITY_MOVE_TO: Final = "opportunity.move.to"
OPPORTUNITY_REMOVE: Final = "opportunity.remove"
OPPORTUNITY_DUPLICATE: Final = "opportunity.duplicate"
OPPORTUNITY_OWNER: Final = "opportunity.owner"
OPPORTUNITY_DELETE: Final = "opportunity.delete"
OPPORTUNITY_RESTORE: Final = "opportunity.restore"
FOLDER_ATTACH: Final = "folder.attach"
PROPOSAL_ACCEPT: Final = "proposal.accept"
PROPOSAL_ACCEPT_WITH: Final = "proposal.accept.with"
PROPOSAL_DECLINE: Final = "proposal.decline"
"""Those that open a form share their id with it."""

# Acts of FOLDER_MENU, in the value of an entry
MENU_OWNER: Final = "owner"

# Shortcuts
SHORTCUT_NEW_OPPORTUNITY: Final = "shortcut.new_opportunity"
SHORTCUT_FIND_FOLDER: Final = "shortcut.find_folder"
SHORTCUT_FROM_MESSAGE: Final = "shortcut.from_message"

# Modals
FOLDER_CREATE: Final = "folder.create"
OPPORTUNITY_CREATE: Final = "opportunity.create"
STANDBY: Final = "opportunity.standby"
SETTINGS: Final = "settings"
FIND_FOLDER: Final = "folder.find"
FILTER: Final = "folder.filter"
SCREEN: Final = "screen"

# Blocks of modals: named as the request names the field, so that a refusal finds its place
NAME: Final = "name"
OWNER: Final = "owner"
ALONG: Final = "along."
"""Followed by the member's id for whom the box was shown."""
DESCRIPTION: Final = "description"
OPPORTUNITY: Final = "opportunity"
AMOUNT: Final = "amount"
FOLDER: Final = "folder"
TAGS: Final = "tags"
EXPECTED_CLOSING: Final = "expected_closing"
REMINDER: Final = "reminder"
REMINDER_TIME: Final = "reminder_time"
CLIENT_FOLDERS: Final = "client_folders"
OPPORTUNITIES: Final = "opportunities"
INSIDE_TEAM: Final = "inside_team"
ONLY_ADMINS_EXPORT: Final = "only_admins_export"
LANGUAGE: Final = "language"
CURRENCY: Final = "currency"
TIME_ZONE: Final = "time_zone"
ZONE_SEARCH: Final = "settings.zone_search"
STATE: Final = "state"
OPPS: Final = "opps"
WITH_TAG: Final = "with_tag"
WITHOUT_TAG: Final = "without_tag"
WORDS: Final = "words"
SORT: Final = "sort"
FIELD: Final = "field."
"""Followed by the default field's id."""

# The element inside an input block, and the one that searches folders
INPUT: Final = "input"
FOLDER_SEARCH: Final = "folder.search"
OPPORTUNITY_SEARCH: Final = "opportunity.search"
