"""Questionnaires as files: each module reads and writes one format. Asks no database."""
