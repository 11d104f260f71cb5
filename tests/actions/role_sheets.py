"""Sheets of people with a role, stored at once: a filter needs many of them."""

from small_organisation import alike, opened

from assessments.actions.responses import stored
from assessments.models import Campaign
from assessments.models.response import Response


def by_role(teams, **changes):
    return opened(teams, **({"result_filter": Campaign.Filter.ROLE} | changes))


def put(campaign, team, answers):
    """Store sheets as they are sent, without the links: only their number matters here."""
    node, outline = campaign.nodes.get(team=team), campaign.edition.outline()
    Response.objects.bulk_create(
        Response(
            nullifier=f"{node.pk}-{number}",
            campaign=campaign,
            node=node,
            edition_id=campaign.edition_id,
            answers=stored(one, outline),
            revision="r",
        )
        for number, one in enumerate(answers)
    )


def person(outline, role, share=0.5, **changes):
    """A sheet at one place of every scale, of somebody with a role; None for no role."""
    sheet = alike(outline, share) | {"role": role} | changes
    return {code: answer for code, answer in sheet.items() if answer is not None}
