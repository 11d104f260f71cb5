"""What people of the demo organisation write: invented, by practice."""

COMMENTS: dict[str, tuple[str, ...]] = {
    "version_control": (
        "The legacy batch jobs are not in the repository.",
        "Somebody always fixes a setting by hand on Fridays and forgets the commit.",
        "Since the servers are described in code we have stopped guessing.",
        "Secrets are passed around in chat.",
    ),
    "automated_testing": (
        "We wait two days for a test environment before every release.",
        "Nobody has time to clean up the old pipeline.",
        "Half of the red runs are only the network.",
        "The regression list is forty pages long.",
    ),
    "proactive_monitoring": (
        "Alerts go to a mailbox that nobody reads at night.",
        "Customers still call before our dashboard turns red.",
        "Too many alerts, so people have muted the channel.",
        "Traces end at the mainframe.",
    ),
    "high_trust_culture": (
        "Reviews after incidents have become honest since spring.",
        "Bad news is polished on its way up.",
        "In the last incident we looked for a name first.",
        "New ideas are heard, but seldom tried.",
    ),
    "shared_goals": (
        "Works well since we joined on-call; please keep it.",
        "Operations is measured by stability, we are measured by features.",
        "Nobody from operations sees a design before it is finished.",
        "We throw it over the wall and hope.",
    ),
    "change_approval": (
        "Our changes wait for the weekly meeting, even the small ones.",
        "The form asks for three signatures of people who have not read the change.",
        "Releases depend on one person who knows the scripts.",
        "Standard changes go through on their own now, which helps a lot.",
    ),
    "architecture": (
        "Two other teams have to release with us.",
        "The shared database makes every change a negotiation.",
        "When the customer service is down, we are down.",
        "We need everybody’s environment to test anything.",
    ),
}
