"""What people of the demo organisation write of what holds them back: invented, by practice."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

# Of so many one is drawn; another number would move every later draw, and the whole demo with it.
# The others stand in for what a team has already said.
DRAWN = 4
COMMENTS: dict[str, tuple[str, ...]] = {
    "version_control": (
        "The legacy batch jobs are not in the repository.",
        "Somebody always fixes a setting by hand on Fridays and forgets the commit.",
        "The network settings belong to another department, which keeps them in a wiki.",
        "Secrets are passed around in chat.",
        "The database scripts live on one laptop.",
        "Nobody has shown us how to describe a server in code.",
        "The vendor’s tool cannot export its settings.",
    ),
    "automated_testing": (
        "We wait two days for a test environment before every release.",
        "Nobody has time to clean up the old pipeline.",
        "Half of the red runs are only the network.",
        "The regression list is forty pages long and worked through by hand.",
        "A full run takes four hours, so people skip it.",
        "The tests pass, and then a customer finds it anyway.",
        "Our test data is a copy from three years ago.",
    ),
    "proactive_monitoring": (
        "Alerts go to a mailbox that nobody reads at night.",
        "Customers still call before our dashboard turns red.",
        "Too many alerts, so people have muted the channel.",
        "Traces end at the mainframe.",
        "We see that the servers run, but not whether a customer can pay.",
        "Logs are kept for two days only.",
        "Each part has its own dashboard, and none shows the whole way.",
    ),
    "high_trust_culture": (
        "Whoever brings up a problem is handed it on top of the rest.",
        "Bad news is polished on its way up.",
        "In the last incident we looked for a name first.",
        "New ideas are heard, but seldom tried.",
        "Too many managers sit in the review after an incident.",
        "The same two people do the talking in every meeting.",
        "Nobody wants to be the one who delays the release.",
    ),
    "shared_goals": (
        "Operations hears of a release on the day.",
        "Operations is measured by stability, we are measured by features.",
        "Nobody from operations sees a design before it is finished.",
        "We throw it over the wall and hope.",
        "Being on call is theirs alone, so we do not feel what we build.",
        "We work in different tools and do not see each other’s tickets.",
        "Two managers, two roadmaps.",
    ),
    "change_approval": (
        "Our changes wait for the weekly meeting, even the small ones.",
        "The form asks for three signatures of people who have not read the change.",
        "Releases depend on one person who knows the scripts.",
        "Even a changed word needs the full form.",
        "The one who may approve is on holiday.",
        "We collect changes for a month so that the form is worth it.",
        "Each reviewer asks for another document.",
    ),
    "architecture": (
        "Two other teams have to release with us.",
        "The shared database makes every change a negotiation.",
        "When the customer service is down, we are down.",
        "We need everybody’s environment to test anything.",
        "The old core is released four times a year, and we follow it.",
        "Nobody knows who calls our interface, so nobody dares to change it.",
        "Half of our code lies in a library that another team owns.",
    ),
}


def drawn(practice: str, said: set[str], draw: random.Random) -> str | None:
    """Return something the team has not said yet, and note it; None where it has said it all."""
    texts = COMMENTS[practice]
    first = draw.choice(range(DRAWN))
    found = next((text for text in texts[first:] + texts[:first] if text not in said), None)
    if found:
        said.add(found)
    return found
