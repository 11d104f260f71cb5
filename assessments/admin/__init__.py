"""The operators' admin: accounts and their roles, the organisation, and a look at the rest.

Sheets, drafts, invitations, comments and results are not here: nobody reads or changes them by
hand. What is here keeps the rules of the other pages, and the database guards what is published.
"""

from __future__ import annotations

from django.contrib import admin

from . import accounts, organisation, questionnaires, surveys

__all__ = ["accounts", "organisation", "questionnaires", "surveys"]

admin.site.site_header = "DevOps Survey, for operators"
admin.site.site_title = "DevOps Survey"
admin.site.index_title = "Accounts, the organisation, and a look at the rest"
admin.site.empty_value_display = "–"
