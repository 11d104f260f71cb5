"""cut_fonts.py VARIABLE_FONT FOLDER: two static weights with the characters that reports need."""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

WEIGHTS = {"Regular": 400, "SemiBold": 600}
FAMILY = "Survey Sans"
# Latin with its accents, Greek, Cyrillic, punctuation, signs, arrows, shapes
UNICODES = [
    *range(0x20, 0x250), *range(0x2B0, 0x370), *range(0x370, 0x530), *range(0x1E00, 0x2000),
    *range(0x2000, 0x2300), *range(0x25A0, 0x2600), 0xFFFD,
]  # fmt: skip
NAMES = {1: FAMILY, 3: "{family} {weight}, cut from Source Sans 3", 4: "{family} {weight}"}
POSTSCRIPT_NAME, SUBFAMILY = 6, 2


def main() -> None:
    """Write FOLDER/SurveySans-WEIGHT.ttf for each weight."""
    source, folder = sys.argv[1:]
    for weight, value in WEIGHTS.items():
        font = instancer.instantiateVariableFont(TTFont(source), {"wght": value})
        options = subset.Options(hinting=False, layout_features=[], notdef_outline=True)
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=UNICODES)
        cutter.subset(font)
        for key, text in NAMES.items():
            font["name"].setName(text.format(family=FAMILY, weight=weight), key, 3, 1, 0x409)
        font["name"].setName(weight, SUBFAMILY, 3, 1, 0x409)
        file_name = f"{FAMILY.replace(' ', '')}-{weight}"
        font["name"].setName(file_name, POSTSCRIPT_NAME, 3, 1, 0x409)
        font["head"].modified = font["head"].created
        font.recalcTimestamp = False
        font.save(Path(folder) / f"{file_name}.ttf")


if __name__ == "__main__":
    main()
