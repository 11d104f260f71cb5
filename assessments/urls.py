"""Includes each room's addresses under its prefix."""

from django.conf import settings
from django.urls import include, path, re_path

from assessments.pages import policy
from assessments.pages.public.accounts import LoginView, LogoutView
from assessments.pages.public.errors import nowhere
from assessments.pages.public.gallery import gallery
from assessments.pages.team.views import sheet_result

urlpatterns = [
    path("", include("assessments.pages.public.urls")),
    path("", include("assessments.pages.respond.urls")),
    # A team sheet's result lies under the sheet's address, where its cookie reaches
    path("survey/<slug:sheet>/result/", sheet_result, name="sheet_result"),
    path("teams/", include("assessments.pages.team.urls")),
    path("organisation/", include("assessments.pages.organisation.urls")),
    path("manage/", include("assessments.pages.manage.urls")),
    path("bank/", include("assessments.pages.bank.file_urls")),
    path("bank/", include("assessments.pages.bank.urls")),
    # Accounts
    path("accounts/login/", policy.public(LoginView.as_view()), name="login"),
    path("accounts/logout/", policy.public(LogoutView.as_view()), name="logout"),
]
if settings.DEBUG:
    urlpatterns += [
        path("components/", gallery, name="gallery"),
        # Last; only with a slash at the end, so that one left out is still put right
        re_path(r".*/$", nowhere),
    ]
