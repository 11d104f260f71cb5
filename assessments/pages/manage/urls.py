"""The organiser's pages: the organisation and its campaigns."""

from django.urls import path

from . import (
    changes,
    collected,
    collected_check,
    drafts,
    imports,
    instrument,
    organisation,
    steps,
    views,
)

app_name = "manage"
urlpatterns = [
    # Campaigns
    path("campaigns/", views.campaigns, name="campaigns"),
    path("campaigns/new/", drafts.new, name="new"),
    path("campaigns/collected/", collected.upload, name="collected"),
    path("campaigns/collected/columns/", collected.columns, name="collected_columns"),
    path("campaigns/collected/values/", collected.values, name="collected_values"),
    path("campaigns/collected/check/", collected_check.check, name="collected_check"),
    path("campaigns/<uuid:campaign>/", views.campaign, name="campaign"),
    path("campaigns/<uuid:campaign>/change/", drafts.change, name="change"),
    path("campaigns/<uuid:campaign>/delete/", steps.discard, name="discard"),
    path("campaigns/<uuid:campaign>/open/", steps.open_campaign, name="open"),
    path("campaigns/<uuid:campaign>/links/", steps.links, name="links"),
    path("campaigns/<uuid:campaign>/closing/", views.closing, name="closing"),
    path("campaigns/<uuid:campaign>/release/", steps.release, name="release"),
    path("campaigns/<uuid:campaign>/instrument/", instrument.instrument, name="instrument"),
    # Units and teams
    path("organisation/", organisation.tree, name="organisation"),
    path("organisation/import/", imports.upload, name="import"),
    path("organisation/import/check/", imports.check, name="import_check"),
    path("organisation/import/sample/", imports.sample, name="import_sample"),
    path("organisation/import/current/", imports.current, name="import_current"),
    path("organisation/units/new/", organisation.new_unit, name="new_unit"),
    path("organisation/units/<int:unit>/", organisation.unit, name="unit"),
    path("organisation/units/<int:unit>/rename/", organisation.rename_unit, name="rename_unit"),
    path("organisation/units/<int:unit>/move/", changes.move_unit, name="move_unit"),
    path("organisation/units/<int:unit>/merge/", changes.merge_unit, name="merge_unit"),
    path("organisation/units/<int:unit>/retire/", changes.retire_unit, name="retire_unit"),
    path("organisation/units/<int:unit>/back/", changes.bring_back_unit, name="bring_back_unit"),
    path("organisation/teams/new/", organisation.new_team, name="new_team"),
    path("organisation/teams/<int:team>/", organisation.change_team, name="change_team"),
    path("organisation/teams/<int:team>/move/", changes.move_team, name="move_team"),
    path("organisation/teams/<int:team>/merge/", changes.merge_team, name="merge_team"),
    path("organisation/teams/<int:team>/retire/", changes.retire_team, name="retire_team"),
    path("organisation/teams/<int:team>/back/", changes.bring_back_team, name="bring_back_team"),
]
