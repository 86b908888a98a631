"""The chart on a folder's card: revenue won a month, drawn and said (SPEC §4.2; SLACK.md, Limits)."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from slack_sdk.models.blocks import Block

from bot.i18n import Reader
from bot.views import words
from bot.views.screen import shortened
from core.revenue import MonthWon

TITLE_LIMIT: Final = 50
AXIS_LIMIT: Final = 50
LABEL_LIMIT: Final = 20
FEWEST: Final = 2
"""Months with revenue that are worth a chart: one of them says no more than the sum does."""


class Chart(Block):
    """Slack's block `data_visualization`, as bars of one series; the SDK has no class for it.

    Args:
        title: above it.
        chart: what is drawn.
    """

    type = "data_visualization"

    def __init__(self, *, title: str, chart: dict[str, Any]) -> None:
        super().__init__(type=self.type)
        self.title = title
        self.chart = chart

    def to_dict(self) -> dict[str, Any]:
        """As Slack takes it."""
        return {"type": self.type, "title": self.title, "chart": self.chart}


def worth_drawing(months: Sequence[MonthWon]) -> bool:
    """Whether there is something to draw."""
    return sum(month.won > 0 for month in months) >= FEWEST


def revenue_chart(months: Sequence[MonthWon], reader: Reader) -> Chart:
    """What was won in each month, as bars.

    Args:
        months: in order.
        reader: who looks at it.
    """
    _ = reader.gettext
    names = [shortened(reader.month_name(month.first), LABEL_LIMIT) for month in months]
    data = [{"label": name, "value": _drawn(month.won)} for name, month in zip(names, months, strict=True)]
    span = f"{reader.month(months[0].first)} – {reader.month(months[-1].first)}"
    amounts = _("Revenue (%(currency)s)") % {"currency": reader.currency}
    return Chart(
        title=shortened(_("Revenue won a month"), TITLE_LIMIT),
        chart={
            "type": "bar",
            "series": [{"name": shortened(_("Revenue"), LABEL_LIMIT), "data": data}],
            "axis_config": {
                "categories": names,
                "x_label": shortened(span, AXIS_LIMIT),
                "y_label": shortened(amounts, AXIS_LIMIT),
            },
        },
    )


def revenue_said(months: Sequence[MonthWon], reader: Reader) -> str:
    """The same numbers in words, for who does not see the chart: the months in which something was won."""
    amounts = [f"{reader.month(month.first)} {reader.money(month.won)}" for month in months if month.won > 0]
    return reader.gettext("Revenue won a month: %(months)s") % {"months": words.SEPARATOR.join(amounts)}


def _drawn(amount: Decimal) -> int | float:
    """An amount as the height of a bar: JSON knows no decimal numbers, and nobody adds bars up."""
    return int(amount) if amount == amount.to_integral_value() else float(amount)
