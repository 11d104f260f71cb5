"""Files that want to do harm to whoever reads them, and what is said of each."""

import io
import zipfile


def zipped(**parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts.items():
            target.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return file.getvalue()


LAUGHS = b"a: &a [x,x,x,x,x,x,x,x,x]\n" + b"".join(
    b"%c: &%c [%s]\n" % (98 + i, 98 + i, b",".join([b"*%c" % (97 + i)] * 9)) for i in range(9)
)
HOSTILE = {
    "laughs.yaml": (LAUGHS, "anchors and aliases"),
    "deep.yaml": (b"[" * 100_000, "nested deeper"),
    "deep.json": (b'{"a":' * 100_000, "nested deeper"),
    "binary.yaml": (bytes(range(256)) * 40, "not UTF-8"),
    "program.exe": (b"MZ\x90\0" * 100, "must end in .yaml"),
    "picture.csv": (b"\x89PNG\r\n\x1a\n\0\0\0", "UTF-8"),
    "text.xlsx": (b"kind,code,text\n", "no workbook"),
    "old.xlsx": (b"\xd0\xcf\x11\xe0" * 40, "old Excel file"),
    "bomb.xlsx": (zipped(xl__worksheets__sheet1_xml=b" " * 40_000_000), "unpacks to more"),
    "many.xlsx": (zipped(**{f"xl__a{n}_xml": b"" for n in range(600)}), "parts"),
    "rows.csv": (b"kind,code,text\n" + b"text,q,Why?\n" * 400_000, "more than 2,000 rows"),
    "line.csv": (b"kind,code,text\n" + b"x" * 900_000, "too long"),
    "large.json": (b'"' + b"x" * 1_100_000 + b'"', "too large"),
    "script.csv": (b"kind,code,text,<script>alert(1)</script>\n", "is not known"),
}
