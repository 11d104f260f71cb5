"""Who gets what from every address, to be read and approved like code.

A row is an address as the resolver knows it, an example of it, and each role's statuses in the
order of METHODS. Names in braces are those of the World in access_world.py. "Hidden" (404) is
what a page that does not exist answers.
"""

METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS")
LINK_HOLDERS = ("link holder", "other link holder")
SIGNED_OUT = ("anonymous", *LINK_HOLDERS)
SIGNED_IN = (
    "no role", "lead", "other lead", "leader", "other leader", "organiser", "editor", "publisher",
    "operator",
)  # fmt: skip
ROLES = (*SIGNED_OUT, *SIGNED_IN)

OK, EMPTY, FOUND, REFUSED, HIDDEN, NO_METHOD, CONFLICT, INVALID = (
    200, 204, 302, 403, 404, 405, 409, 422,
)  # fmt: skip


def by_method(other=NO_METHOD, **statuses):
    return tuple(statuses.get(method, other) for method in METHODS)


READ = by_method(GET=OK, HEAD=OK)
GET_ONLY = by_method(GET=OK)
FORM = by_method(GET=OK, POST=OK)
ALL_FOUND = by_method(FOUND)
ALL_HIDDEN = by_method(HIDDEN)


def public(statuses):
    return dict.fromkeys(ROLES, statuses)


def link_holder(own, stranger):
    return dict.fromkeys(ROLES, stranger) | {"link holder": own}


def team_reader(**statuses):
    """Signed out: to the sign-in. Given are what the lead, the other lead and the rest get.

    The leader of the unit above gets what the lead gets, the leader of another unit nothing.
    """
    rest = statuses["rest"]
    return (
        dict.fromkeys(SIGNED_OUT, ALL_FOUND)
        | dict.fromkeys(SIGNED_IN, rest)
        | {"lead": statuses["lead"], "leader": statuses["lead"]}
        | {"other lead": statuses.get("other_lead", rest)}
    )


def unit_reader(own, *, rest=None):
    """The leader of the unit; everybody else who is signed in finds nothing, or an empty index."""
    return (
        dict.fromkeys(SIGNED_OUT, ALL_FOUND)
        | dict.fromkeys(SIGNED_IN, rest or by_method(GET=HIDDEN))
        | {"leader": own}
    )


def editor(own):
    return (
        dict.fromkeys(SIGNED_OUT, ALL_FOUND)
        | dict.fromkeys(SIGNED_IN, ALL_HIDDEN)
        | {"editor": own}
    )


def organiser(own):
    return (
        dict.fromkeys(SIGNED_OUT, ALL_FOUND)
        | dict.fromkeys(SIGNED_IN, ALL_HIDDEN)
        | {"organiser": own}
    )


def bank(*, editor=ALL_HIDDEN, publisher=ALL_HIDDEN):
    return (
        dict.fromkeys(SIGNED_OUT, ALL_FOUND)
        | dict.fromkeys(SIGNED_IN, ALL_HIDDEN)
        | {"editor": editor, "publisher": publisher}
    )


def operator(own):
    """The admin: to its own sign-in for everybody without the staff flag."""
    return dict.fromkeys(ROLES, ALL_FOUND) | {"operator": own}


# Django's admin answers every method as a GET, except where it looks for a POST.
SHOWN = by_method(OK)
MOVED = by_method(FOUND)
FORBIDDEN = by_method(REFUSED)
CLASS_READ = by_method(GET=OK, HEAD=OK, OPTIONS=OK)

# An empty POST chooses nothing (but the top, for a unit), and retiring needs no choice: Red goes,
# its unit has teams in it.
BACK = by_method(POST=FOUND)
CHANGES_OF_A_UNIT = {
    "rename": FORM,
    "move": FORM,
    "merge": FORM,
    "retire": by_method(GET=OK, POST=CONFLICT),
    "back": BACK,
}
CHANGES_OF_A_TEAM = {
    "move": FORM,
    "merge": FORM,
    "retire": by_method(GET=OK, POST=FOUND),
    "back": BACK,
}

PRACTICE, QUESTION = "practices/<int:practice>", "questions/<int:question>"
BANK_FORMS = [
    ("texts", "texts", FORM),
    ("practices/new", "practices/new", FORM),
    (PRACTICE, "practices/{bank_practice}", FORM),
    (f"{PRACTICE}/guide", "practices/{bank_practice}/guide", FORM),
    (f"{PRACTICE}/move", "practices/{bank_practice}/move", BACK),
    (f"{PRACTICE}/delete", "practices/{bank_practice}/delete", BACK),
    ("questions/new", "questions/new", FORM),
    (QUESTION, "questions/{bank_question}", FORM),
    (f"{QUESTION}/move", "questions/{bank_question}/move", BACK),
    (f"{QUESTION}/copy", "questions/{bank_question}/copy", BACK),
    (f"{QUESTION}/delete", "questions/{bank_question}/delete", BACK),
]

PAGES = {
    # For everybody
    "": ("/", public(READ)),
    "try/": ("/try/", public(by_method(GET=OK, POST=INVALID))),
    "privacy/": ("/privacy/", public(READ)),
    "favicon.ico": ("/favicon.ico", public(by_method(GET=FOUND, HEAD=FOUND))),
    "methods/": ("/methods/", public(READ)),
    "methods/practices/<slug:key>/": ("/methods/practices/version_control/", public(READ)),
    "methods/benchmarks/<slug:key>/": ("/methods/benchmarks/dora-2022/", public(READ)),
    "accounts/login/": (
        "/accounts/login/",
        public(by_method(GET=OK, HEAD=OK, POST=OK, PUT=OK, OPTIONS=OK)),
    ),
    "accounts/logout/": ("/accounts/logout/", public(by_method(POST=FOUND, OPTIONS=OK))),
    # A survey link: who has it need not be anybody
    "s/<str:token>/": ("/s/{token}/", public(by_method(GET=OK, HEAD=OK, POST=303))),
    "survey/<slug:sheet>/": (
        "/survey/{sheet}/",
        link_holder(GET_ONLY, by_method(GET=REFUSED)),
    ),
    "survey/<slug:sheet>/<int:number>/": (
        "/survey/{sheet}/1/",
        # An empty form was made for no edition, so it may be one of an older edition.
        link_holder(by_method(GET=OK, POST=CONFLICT), by_method(GET=REFUSED, POST=REFUSED)),
    ),
    "survey/<slug:sheet>/<int:number>/keep/": (
        "/survey/{sheet}/1/keep/",
        link_holder(by_method(POST=EMPTY), by_method(POST=REFUSED)),
    ),
    "survey/<slug:sheet>/check/": (
        "/survey/{sheet}/check/",
        link_holder(GET_ONLY, by_method(GET=REFUSED)),
    ),
    "survey/<slug:sheet>/send/": (
        "/survey/{sheet}/send/",
        link_holder(by_method(POST=INVALID), by_method(POST=REFUSED)),
    ),
    "survey/<slug:sheet>/result/": (
        "/survey/{sheet}/result/",
        link_holder(GET_ONLY, by_method(GET=REFUSED)),
    ),
    # Results: the team's own lead and leaders above; running campaigns or the server opens none
    # For who leads a unit
    "organisation/": (
        "/organisation/",
        unit_reader(by_method(GET=FOUND), rest=GET_ONLY) | {"other leader": by_method(GET=FOUND)},
    ),
    "organisation/<int:unit>/": ("/organisation/{unit}/", unit_reader(by_method(GET=FOUND))),
    "organisation/<int:unit>/participation/": (
        "/organisation/{unit}/participation/",
        unit_reader(GET_ONLY),
    ),
    "organisation/<int:unit>/<uuid:campaign>/": (
        "/organisation/{unit}/{released}/",
        unit_reader(GET_ONLY),
    ),
    "organisation/<int:unit>/<uuid:campaign>/teams/": (
        "/organisation/{unit}/{released}/teams/",
        unit_reader(GET_ONLY),
    ),
    "organisation/<int:unit>/<uuid:campaign>/history/": (
        "/organisation/{unit}/{released}/history/",
        unit_reader(GET_ONLY),
    ),
    "organisation/<int:unit>/<uuid:campaign>/report/": (
        "/organisation/{unit}/{released}/report/",
        unit_reader(GET_ONLY),
    ),
    "organisation/<int:unit>/<uuid:campaign>/report.pdf": (
        "/organisation/{unit}/{released}/report.pdf",
        unit_reader(GET_ONLY),
    ),
    "organisation/<int:unit>/<uuid:campaign>/moves/": (
        "/organisation/{unit}/{released}/moves/",
        unit_reader(GET_ONLY),
    ),
    "organisation/<int:unit>/<uuid:campaign>/targets/": (
        "/organisation/{unit}/{released}/targets/",
        # An empty form changes nothing, and says so on the next page.
        unit_reader(by_method(GET=OK, POST=FOUND), rest=by_method(GET=HIDDEN, POST=HIDDEN)),
    ),
    "teams/": ("/teams/", team_reader(lead=GET_ONLY, other_lead=GET_ONLY, rest=GET_ONLY)),
    "teams/<int:team>/": (
        "/teams/{red}/",
        team_reader(lead=by_method(GET=FOUND), rest=by_method(GET=HIDDEN)),
    ),
    "teams/<int:team>/<uuid:campaign>/": (
        "/teams/{red}/{released}/",
        team_reader(lead=GET_ONLY, rest=by_method(GET=HIDDEN)),
    ),
    # Running campaigns: organisers alone
    "manage/campaigns/": ("/manage/campaigns/", organiser(GET_ONLY)),
    "manage/campaigns/new/": ("/manage/campaigns/new/", organiser(FORM)),
    "manage/campaigns/<uuid:campaign>/": ("/manage/campaigns/{draft}/", organiser(GET_ONLY)),
    "manage/campaigns/<uuid:campaign>/change/": (
        "/manage/campaigns/{draft}/change/",
        organiser(FORM),
    ),
    "manage/campaigns/<uuid:campaign>/delete/": (
        "/manage/campaigns/{draft}/delete/",
        organiser(by_method(GET=OK, POST=FOUND)),
    ),
    "manage/campaigns/<uuid:campaign>/open/": (
        "/manage/campaigns/{draft}/open/",
        organiser(by_method(POST=FOUND)),
    ),
    "manage/campaigns/<uuid:campaign>/links/": (
        "/manage/campaigns/{open}/links/",
        # Links were made before, and an empty form does not know that.
        organiser(by_method(GET=OK, POST=CONFLICT)),
    ),
    "manage/campaigns/<uuid:campaign>/closing/": (
        "/manage/campaigns/{draft}/closing/",
        organiser(FORM),
    ),
    "manage/campaigns/<uuid:campaign>/release/": (
        "/manage/campaigns/{draft}/release/",
        organiser(by_method(GET=FOUND, POST=FOUND)),
    ),
    "manage/campaigns/<uuid:campaign>/instrument/": (
        "/manage/campaigns/{released}/instrument/",
        organiser(GET_ONLY),
    ),
    # Without a file that waits, the later steps lead back to choosing one
    "manage/campaigns/collected/": (
        "/manage/campaigns/collected/",
        organiser(by_method(GET=OK, POST=INVALID)),
    ),
    **{
        f"manage/campaigns/collected/{step}/": (
            f"/manage/campaigns/collected/{step}/",
            organiser(by_method(GET=FOUND, POST=FOUND)),
        )
        for step in ("columns", "values", "check")
    },
    "bank/import/": ("/bank/import/", editor(by_method(GET=OK, POST=INVALID))),
    # Without a file that waits, back to choosing one
    "bank/import/check/": ("/bank/import/check/", editor(by_method(GET=FOUND, POST=FOUND))),
    "bank/questionnaire.schema.json": ("/bank/questionnaire.schema.json", editor(GET_ONLY)),
    "bank/editions/<int:edition>/export/": ("/bank/editions/{edition}/export/", editor(GET_ONLY)),
    "manage/organisation/": ("/manage/organisation/", organiser(GET_ONLY)),
    "manage/organisation/import/": (
        "/manage/organisation/import/",
        organiser(by_method(GET=OK, POST=INVALID)),
    ),
    # Without a file that waits, back to choosing one
    "manage/organisation/import/check/": (
        "/manage/organisation/import/check/",
        organiser(by_method(GET=FOUND, POST=FOUND)),
    ),
    "manage/organisation/import/sample/": (
        "/manage/organisation/import/sample/",
        organiser(GET_ONLY),
    ),
    "manage/organisation/import/current/": (
        "/manage/organisation/import/current/",
        organiser(GET_ONLY),
    ),
    "manage/organisation/units/new/": ("/manage/organisation/units/new/", organiser(FORM)),
    "manage/organisation/teams/new/": ("/manage/organisation/teams/new/", organiser(FORM)),
    "manage/organisation/teams/<int:team>/": (
        "/manage/organisation/teams/{red}/",
        organiser(FORM),
    ),
    "manage/organisation/units/<int:unit>/": (
        "/manage/organisation/units/{unit}/",
        organiser(GET_ONLY),
    ),
    **{
        f"manage/organisation/units/<int:unit>/{step}/": (
            f"/manage/organisation/units/{{unit}}/{step}/",
            organiser(statuses),
        )
        for step, statuses in CHANGES_OF_A_UNIT.items()
    },
    **{
        f"manage/organisation/teams/<int:team>/{step}/": (
            f"/manage/organisation/teams/{{red}}/{step}/",
            organiser(statuses),
        )
        for step, statuses in CHANGES_OF_A_TEAM.items()
    },
    # Questionnaires: editors change drafts, publishers publish, both look
    "bank/": ("/bank/", bank(editor=GET_ONLY, publisher=GET_ONLY)),
    "bank/new/": ("/bank/new/", bank(editor=FORM)),
    "bank/<int:edition>/": ("/bank/{bank_draft}/", bank(editor=GET_ONLY, publisher=GET_ONLY)),
    "bank/<int:edition>/next/": ("/bank/{edition}/next/", bank(editor=by_method(POST=FOUND))),
    "bank/<int:edition>/discard/": (
        "/bank/{bank_draft}/discard/",
        bank(editor=by_method(GET=OK, POST=FOUND)),
    ),
    "bank/<int:edition>/retire/": (
        "/bank/{edition}/retire/",
        bank(publisher=by_method(GET=OK, POST=FOUND)),
    ),
    "bank/<int:edition>/preview/": (
        "/bank/{bank_draft}/preview/",
        bank(editor=GET_ONLY, publisher=GET_ONLY),
    ),
    # An empty sheet is one that may be sent on: nothing is required
    "bank/<int:edition>/preview/<int:number>/": (
        "/bank/{bank_draft}/preview/1/",
        bank(editor=by_method(GET=OK, POST=FOUND), publisher=by_method(GET=OK, POST=FOUND)),
    ),
    "bank/<int:edition>/preview/<int:number>/keep/": (
        "/bank/{bank_draft}/preview/1/keep/",
        bank(editor=by_method(POST=EMPTY), publisher=by_method(POST=EMPTY)),
    ),
    "bank/diff/": (
        "/bank/diff/?from={edition}&to={bank_draft}",
        bank(editor=GET_ONLY, publisher=GET_ONLY),
    ),
    "bank/<int:edition>/history/": (
        "/bank/{bank_draft}/history/",
        bank(editor=GET_ONLY, publisher=GET_ONLY),
    ),
    "bank/<int:edition>/translations/<slug:language>/": (
        "/bank/{bank_draft}/translations/de/",
        # An empty form changes nothing.
        bank(editor=by_method(GET=OK, POST=FOUND)),
    ),
    "bank/<int:edition>/publish/": (
        "/bank/{bank_draft}/publish/",
        # An empty form has looked at nothing.
        bank(publisher=by_method(GET=OK, POST=INVALID)),
    ),
    "bank/<int:edition>/restore/": (
        "/bank/{bank_draft}/restore/",
        bank(editor=by_method(POST=FOUND)),
    ),
    **{
        f"bank/<int:edition>/{pattern}/": (f"/bank/{{bank_draft}}/{example}/", bank(editor=own))
        for pattern, example, own in BANK_FORMS
    },
    # The operators' admin
    "admin/": ("/admin/", operator(SHOWN)),
    "admin/login/": (
        "/admin/login/",
        public(by_method(GET=OK, HEAD=OK, POST=OK, PUT=OK, OPTIONS=OK))
        | {"operator": by_method(GET=FOUND, HEAD=OK, POST=OK, PUT=OK, OPTIONS=OK)},
    ),
    "admin/logout/": ("/admin/logout/", operator(by_method(POST=FOUND, OPTIONS=OK))),
    "admin/password_change/": (
        "/admin/password_change/",
        operator(by_method(GET=OK, HEAD=OK, POST=OK, PUT=OK, OPTIONS=OK)),
    ),
    "admin/password_change/done/": ("/admin/password_change/done/", operator(CLASS_READ)),
    "admin/autocomplete/": (
        "/admin/autocomplete/",
        operator(by_method(GET=REFUSED, HEAD=REFUSED, OPTIONS=OK)),
    ),
    "admin/jsi18n/": ("/admin/jsi18n/", operator(CLASS_READ)),
    "admin/r/<path:content_type_id>/<path:object_id>/": ("/admin/r/0/0/", operator(ALL_HIDDEN)),
    "admin/auth/user/<id>/password/": ("/admin/auth/user/{user}/password/", operator(SHOWN)),
    "admin/^(?P<app_label>auth|assessments)/$": ("/admin/assessments/", operator(SHOWN)),
    "admin/(?P<url>.*)$": ("/admin/nothing/", operator(ALL_HIDDEN)),
}

# What the admin lets an operator change: accounts, roles, units and teams.
EDITED = {
    "auth/group": "group",
    "auth/user": "user",
}
# What it gives and takes, and never turns into another.
GIVEN = {"assessments/role": "role"}
# What it adds and renames, and never deletes: results stand on it.
KEPT = {
    "assessments/unit": "unit",
    "assessments/team": "red",
}
# What it shows and does not change: campaigns, benchmarks, and what questionnaires ask.
SHOWN_ONLY = {
    "assessments/campaign": "open_pk",
    "assessments/edition": "edition",
    "assessments/questionnaire": "questionnaire",
    "assessments/practice": "bank_practice",
    "assessments/question": "bank_question",
    "assessments/benchmark": "benchmark",
}


def _admin_of(model, name, *, edited, changed=False, deleted=False):
    change = SHOWN if changed else by_method(OK, POST=REFUSED)
    rest = SHOWN if edited else FORBIDDEN
    one = "<path:object_id>"
    rows = [("", "", SHOWN), ("add/", "add/", rest)]
    rows += [
        (f"{one}/{page}", f"{{{name}}}/{page}", statuses)
        for page, statuses in [
            ("", MOVED),
            ("change/", change),
            ("history/", SHOWN),
            ("delete/", SHOWN if deleted else FORBIDDEN),
        ]
    ]
    return {
        f"admin/{model}/{pattern}": (f"/admin/{model}/{example}", operator(statuses))
        for pattern, example, statuses in rows
    }


for _model, _name in EDITED.items():
    PAGES |= _admin_of(_model, _name, edited=True, changed=True, deleted=True)
for _model, _name in GIVEN.items():
    PAGES |= _admin_of(_model, _name, edited=True, deleted=True)
for _model, _name in KEPT.items():
    PAGES |= _admin_of(_model, _name, edited=True, changed=True)
for _model, _name in SHOWN_ONLY.items():
    PAGES |= _admin_of(_model, _name, edited=False)
