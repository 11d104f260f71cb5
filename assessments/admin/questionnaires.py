"""What questionnaires ask, to look at; editors change drafts on their own pages."""

from __future__ import annotations

from django.contrib import admin

from assessments.models import Edition, Practice, Question, Questionnaire

from .looking import ReadOnlyAdmin

RAW = ("collapse",)


@admin.register(Questionnaire)
class QuestionnaireAdmin(ReadOnlyAdmin):
    """Questionnaires."""

    list_display = ("title", "key")
    search_fields = ("title", "key")


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    """Editions; a published one never changes, in the database too."""

    list_display = ("questionnaire", "number", "state", "published_at", "language")
    list_filter = ("state", "questionnaire")
    list_select_related = ("questionnaire",)
    search_fields = ("questionnaire__title", "digest")
    fieldsets = (
        (None, {"fields": ("questionnaire", "number", "state", "published_at", "based_on")}),
        ("Texts", {"fields": ("lead_in", "language", "languages")}),
        (
            "Kept",
            {"classes": RAW, "fields": ("translations", "digest", "shipped_digest", "revision")},
        ),
    )


@admin.register(Practice)
class PracticeAdmin(ReadOnlyAdmin):
    """Practices of all editions."""

    list_display = ("name", "edition", "position", "active")
    list_select_related = ("edition__questionnaire",)
    list_filter = ("active", "edition")
    search_fields = ("name", "key")
    fieldsets = (
        (None, {"fields": ("edition", "key", "name", "short_name", "position", "active")}),
        ("Texts", {"fields": ("source",)}),
        ("Kept", {"classes": RAW, "fields": ("guide", "translations", "revision")}),
    )


@admin.register(Question)
class QuestionAdmin(ReadOnlyAdmin):
    """Questions of all editions."""

    list_display = ("code", "text", "kind", "practice", "edition", "position")
    list_select_related = ("edition__questionnaire", "practice")
    list_filter = ("kind", "metric", "edition")
    search_fields = ("code", "text")
    fieldsets = (
        (None, {"fields": ("edition", "practice", "code", "kind", "position")}),
        ("What it asks", {"fields": ("text", "help", "options", "missing_label", "unit")}),
        ("How it counts", {"fields": ("metric", "reverse", "weight", "wording_version")}),
        ("Who answers", {"fields": ("required", "minimum", "maximum", "show_if")}),
        ("Kept", {"classes": RAW, "fields": ("source", "translations", "revision")}),
    )
