"""What the admin only shows."""

from __future__ import annotations

from typing import Any

from django.contrib import admin


class ReadOnlyAdmin(admin.ModelAdmin):
    """To look at: what is published or opened changes through its own pages and commands.

    No button, no address and no action over many rows changes anything.
    """

    def has_add_permission(self, *args: Any, **kwargs: Any) -> bool:
        return False

    def has_change_permission(self, *args: Any, **kwargs: Any) -> bool:
        return False

    def has_delete_permission(self, *args: Any, **kwargs: Any) -> bool:
        return False


class KeptAdmin(admin.ModelAdmin):
    """To add and to rename, never to delete: results and campaigns stand on these rows."""

    def has_delete_permission(self, *args: Any, **kwargs: Any) -> bool:
        return False
