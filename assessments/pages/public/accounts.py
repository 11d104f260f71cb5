"""Signing in and out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import views
from django.shortcuts import resolve_url
from django.utils.translation import gettext

from assessments.actions import demo_accounts
from assessments.permissions import RoleKind, kinds

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class LoginView(views.LoginView):
    """Django's own, which leads to the person's place and in the demo says with what to sign in."""

    def get_default_redirect_url(self) -> str:
        held = kinds(self.request.user)
        if RoleKind.LEADER in held:
            return resolve_url("organisation:index")
        if RoleKind.TEAM_LEAD in held:
            return resolve_url("team:index")
        if RoleKind.ORGANISER in held:
            return resolve_url("manage:campaigns")
        return super().get_default_redirect_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"demo": demo_sign_ins()}


class LogoutView(views.LogoutView):
    """Django's own, with a word that it is done."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().post(request, *args, **kwargs)
        messages.success(request, gettext("You are signed out."))
        return response


def demo_sign_ins() -> dict[str, Any] | None:
    """Return the demo's sign-ins, if this is the demo."""
    if not settings.DEBUG:
        return None
    accounts = demo_accounts.accounts()
    return {"accounts": accounts, "password": demo_accounts.PASSWORD} if accounts else None
