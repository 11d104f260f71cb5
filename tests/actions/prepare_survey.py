"""Makes an open survey in the database of the environment and prints its links and answers.

Run in a process of its own by test_survives_kills.py, for a web server in yet another one.
"""

import datetime as dt
import json
import os
import sys
from random import Random

import django

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "devops_survey.settings"
    sys.path.insert(0, os.getcwd())  # noqa: PTH109 (started in the project's folder)
    django.setup()

    from django.core.management import call_command
    from small_organisation import drawn, grow, load_content, opened, tokens

    call_command("migrate", verbosity=0)
    load_content()
    now = dt.datetime.now(dt.UTC)
    teams = grow({"Harbour": {f"Team {n}": int(sys.argv[1]) // 10 for n in range(10)}})
    campaign = opened(teams, opens_at=now - dt.timedelta(1), closes_at=now + dt.timedelta(1))
    outline, draw = campaign.edition.outline(), Random(14)
    people = [
        {"token": token, "answers": drawn(outline, draw)}
        for of_team in tokens(campaign).values()
        for token in of_team
    ]
    json.dump({"people": people, "codes": [q.code for q in outline.questions]}, sys.stdout)
