"""A release inside a test's transaction."""

from small_organisation import AFTER

from assessments.actions import campaigns, keyring, releases
from assessments.models import Campaign


def released(campaign, at=AFTER):
    """Release a campaign but for the scrubbing of files, which no transaction may hold.

    releases.finish() is itself tested in tests/actions, and by the organiser's release page.
    """
    sealed = releases.seal(releases.score(campaigns.close(campaign, at=at)))
    keyring.destroy(sealed)
    sealed.state, sealed.released_at = Campaign.State.RELEASED, at
    sealed.save(update_fields=["state", "released_at"])
    return sealed
