"""A file of units and teams that was looked at and waits to be confirmed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

if TYPE_CHECKING:
    from django.contrib.auth.models import User

KEPT_FOR = dt.timedelta(days=1)


class PendingImportQuerySet(models.QuerySet["PendingImport"]):
    """Chains over files that wait."""

    def keep(self, user: User, content: bytes, *, at: dt.datetime) -> None:
        """Keep a person's file in place of the one before; those of yesterday go."""
        self.forget(at)
        self.update_or_create(user=user, defaults={"content": content, "uploaded_at": at})

    def forget(self, at: dt.datetime) -> None:
        """Delete what was never confirmed, once it is a day old."""
        self.filter(uploaded_at__lt=at - KEPT_FOR).delete()


class PendingImport(models.Model):
    """One person's file; in the database, so that any server can go on with it."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    uploaded_at = models.DateTimeField()
    content = models.BinaryField()

    objects = PendingImportQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.user_id}: {self.uploaded_at}"
