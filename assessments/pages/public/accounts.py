"""Signing in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import views


class LoginView(views.LoginView):
    """Django's own, which in the demo says with what to sign in."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"demo": demo_accounts()}


def demo_accounts() -> dict[str, Any] | None:
    """Return the demo's sign-ins, if this is the demo."""
    if not settings.DEBUG:
        return None
    # The demo brings scoring and with it numpy, which production never needs here.
    from assessments.actions import demo

    accounts = demo.accounts()
    return {"accounts": accounts, "password": demo.PASSWORD} if accounts else None
