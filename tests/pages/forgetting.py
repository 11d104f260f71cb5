"""What a process keeps of released figures, for tests that change those or count what they cost."""

from assessments.pages.organisation import cells, kept, markup, sentences

KEPT = (
    *(kept._released, kept._heatmap, kept._teams, sentences._sentences),
    *(cells.stored_score_cell, markup.cell, markup.row_head),
)


def forget():
    """Forget it, as a process that has just begun."""
    for one in KEPT:
        one.cache_clear()
