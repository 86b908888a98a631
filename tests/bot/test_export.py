"""Taking folders out: to the person alone, and only what that person sees."""

import csv
import io
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from bot.sandbox.workspace import Channel, Person
from core.db import Database
from core.models import FolderSharing as F
from core.models import OpportunityVisibility as V
from core.models import Status
from tests.bot.office import Office
from tests.stories import Slack


def _files(slack: Slack, who: Person) -> dict[str, bytes]:
    """What came into the person's messages with the app, by file name."""
    slack.sees(who, "export: ")
    place = slack.local.app_dm(who).id
    return {one.name: one.content for one in slack.local.workspace.files.values() if place in one.channels}


def _rows(content: bytes, separator: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=separator))


def _sheet(content: bytes, name: str) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(name).to_python()


def test_an_export_comes_as_workbook_and_csv_into_ones_own_messages_and_nowhere_else(
    slack: Slack, office: Office, ben: Person, wanda: Person, sales: Channel
) -> None:
    number = office.folder("Acme & Sons", ben, description="=2+2")
    office.opportunity("Plan", ben, folder=number, amount="12500.50", status=Status.WON, tags=("renewal",))
    answer = slack.says(ben, "/folder export", at=sales)
    assert "in your messages with Dossier" in answer.words
    files = _files(slack, ben)
    assert set(files) == {"dossier.xlsx", "folders.csv", "opportunities.csv"}
    heading, row = _rows(files["folders.csv"])
    told = dict(zip(heading, row, strict=True))
    assert told["Name"] == "Acme & Sons"
    assert told["Won (EUR)"] == "12500.50"
    assert told["Description"] == "'=2+2"
    folders = _sheet(files["dossier.xlsx"], "Client folders")
    assert folders[1][folders[0].index("Won (EUR)")] == 12500.5
    inside = _sheet(files["dossier.xlsx"], "Opportunities")
    assert inside[1][:3] == ["O-1", "Plan", "Acme & Sons"]
    assert all(slack.local.app_dm(ben).id in one.channels for one in slack.local.workspace.files.values())
    assert "export" not in slack.reads(wanda, sales).everything


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(1)"])
def test_a_cell_that_a_spreadsheet_would_calculate_is_neutralised(
    slack: Slack, office: Office, ben: Person, start: str
) -> None:
    number = office.folder(f"{start} Ltd", ben)
    office.opportunity(f"{start} deal", ben, folder=number)
    slack.says(ben, "/folder export")
    files = _files(slack, ben)
    assert _rows(files["folders.csv"])[1][1] == f"'{start} Ltd"
    assert _rows(files["opportunities.csv"])[1][1] == f"'{start} deal"
    assert _sheet(files["dossier.xlsx"], "Client folders")[1][1] == f"'{start} Ltd"


@pytest.mark.parametrize("folders", list(F))
@pytest.mark.parametrize("opportunities", list(V))
def test_24_an_export_holds_the_viewers_own_view_and_filter(
    slack: Slack, office: Office, ben: Person, wanda: Person, folders: F, opportunities: V
) -> None:
    office.sets(folders, opportunities)
    own = office.folder("Birch", ben)
    other = office.folder("Zenith", wanda)
    office.opportunity("Mine", ben, folder=own, amount="11")
    office.opportunity("Hers inside mine", wanda, folder=own, amount="4711")
    office.opportunity("Hers", wanda, folder=other, amount="815")
    slack.says(ben, "/folder export")
    files = _files(slack, ben)
    names = [row[1] for row in _rows(files["folders.csv"])[1:]]
    titles = {row[1] for row in _rows(files["opportunities.csv"])[1:]}
    workbook = str(_sheet(files["dossier.xlsx"], "Client folders") + _sheet(files["dossier.xlsx"], "Opportunities"))
    assert names == (["Birch"] if folders is F.OWN else ["Birch", "Zenith"])
    seen = {"Mine", "Hers inside mine"} | ({"Hers"} if folders is F.SHARED else set())
    assert titles == (seen if opportunities is V.EVERYONE else {"Mine"})
    assert ("4711" in workbook) == (opportunities is V.EVERYONE)
    assert ("815" in workbook) == (opportunities is V.EVERYONE and folders is F.SHARED)


def test_24_where_only_admins_export_a_rep_is_refused_with_the_rule_and_an_admin_is_not(
    slack: Slack, office: Office, ada: Person, ben: Person
) -> None:
    office.folder("Birch", ben)
    listed = slack.says(ben, "/folder list")
    office.changes(only_admins_export=True)
    assert "Only admins can export here" in slack.says(ben, "/folder export").words
    assert "Only admins can export here" in slack.clicks(ben, "Export", on=listed).words
    assert not slack.local.workspace.files
    slack.says(ada, "/folder export")
    assert "folders.csv" in _files(slack, ada)


def test_the_button_exports_what_its_list_shows(slack: Slack, office: Office, ben: Person) -> None:
    office.folder("Birch", ben)
    office.folder("Cedar", ben)
    slack.clicks(ben, "Export", on=slack.says(ben, "/folder list cedar"))
    files = _files(slack, ben)
    assert [row[1] for row in _rows(files["folders.csv"])[1:]] == ["Cedar"]


def test_a_french_reader_gets_french_labels_and_a_file_that_their_spreadsheet_reads(
    slack: Slack, office: Office, local: Any, database: Database
) -> None:
    lou = local.add_person("lou", locale="fr-FR", tz="Europe/Paris")
    number = office.folder("Société Générale", lou)
    office.opportunity("Plan", lou, folder=number, amount="12500.50", status=Status.WON)
    slack.says(lou, "/folder export")
    slack.sees(lou, "Filtre")
    files = {one.name: one.content for one in slack.local.workspace.files.values()}
    heading, row = _rows(files["folders.csv"], ";")
    assert dict(zip(heading, row, strict=True))["Gagné (EUR)"] == "12500,50"
