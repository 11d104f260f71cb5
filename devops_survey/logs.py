"""Keeps respondents out of the logs."""

import logging

RESPONDENT_PREFIXES = ("/s/", "/survey/")


class WithoutRespondents(logging.Filter):
    """Drop every record that a request on a respondent's page caused.

    Path, address and cookies reach a record as its arguments or as its `request`; a record
    that has either is dropped whole, because a redacted line still says when somebody answered.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        path = getattr(getattr(record, "request", None), "path", "")
        if path.startswith(RESPONDENT_PREFIXES):
            return False
        return not any(prefix in record.getMessage() for prefix in RESPONDENT_PREFIXES)
