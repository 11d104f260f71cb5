"""Campaigns and benchmarks, to look at: without links, sheets, counts of answers or results."""

from __future__ import annotations

from django.contrib import admin

from assessments.models import Benchmark, Campaign

from .looking import ReadOnlyAdmin


@admin.register(Campaign)
class CampaignAdmin(ReadOnlyAdmin):
    """Campaigns; organisers run them on their own pages."""

    list_display = ("name", "kind", "state", "edition", "opens_at", "closes_at")
    list_filter = ("state", "kind")
    list_select_related = ("edition__questionnaire",)
    search_fields = ("name", "public_id")
    date_hierarchy = "opens_at"
    # Named one by one: a field that comes later is not shown until somebody has thought of it
    fieldsets = (
        (None, {"fields": ("name", "public_id", "kind", "state")}),
        ("What it asks", {"fields": ("edition", "benchmark")}),
        ("When", {"fields": ("opens_at", "closes_at", "time_zone", "released_at")}),
        ("What it may show", {"fields": ("smallest_group", "result_filter", "filter_dropped")}),
    )


@admin.register(Benchmark)
class BenchmarkAdmin(ReadOnlyAdmin):
    """Benchmarks; they ship with the product, and `load_content` brings newer ones."""

    list_display = ("title", "version", "year", "is_default", "placeable")
    list_filter = ("is_default", "placeable")
    search_fields = ("title", "key")
    fieldsets = (
        (None, {"fields": ("title", "key", "version", "year", "is_default", "placeable")}),
        ("Definition", {"classes": ("collapse",), "fields": ("definition",)}),
    )
