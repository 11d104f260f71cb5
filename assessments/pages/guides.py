"""A practice's coaching texts, as far as somebody has written them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assessments.content.schema_guides import GuideContent

if TYPE_CHECKING:
    from assessments.models import Practice

# A bank carried in as a spreadsheet has none, and an editor may have written half.
NOTHING: dict[str, Any] = GuideContent().model_dump()


def guide_of(practice: Practice) -> dict[str, Any]:
    """Return the guide with every text that it can have; "" where none is written."""
    written: dict[str, Any] = practice.guide
    levels = written.get("levels", {})
    return NOTHING | written | {"levels": NOTHING["levels"] | levels}
