"""Copy the files that browsers are served from node_modules to static/vendor/.

Only what is named here and in static/icons.txt: no third-party file is committed, and Node is
not needed once this has run.
"""

import re
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"
ICONS = PACKAGES / "@tabler" / "icons" / "icons" / "outline"

FILES = {
    "tabler/tabler.min.css": "@tabler/core/dist/css/tabler.min.css",
    "tabler/tabler.min.js": "@tabler/core/dist/js/tabler.min.js",
    "chart.js/chart.umd.min.js": "chart.js/dist/chart.umd.min.js",
    "tom-select/tom-select.bootstrap5.min.css": "tom-select/dist/css/tom-select.bootstrap5.min.css",
    "tom-select/tom-select.complete.min.js": "tom-select/dist/js/tom-select.complete.min.js",
}
# The maps are ten times the files; a reference to a missing one stops collectstatic.
SOURCE_MAP = re.compile(rb"(//[#@] sourceMappingURL=[^\n]*|/\*# sourceMappingURL=.*?\*/)\s*$")


def main() -> int:
    icons = (ROOT / "static" / "icons.txt").read_text().split()
    missing = [name for name in icons if not (ICONS / f"{name}.svg").exists()]
    if missing:
        print(f"static/icons.txt: no such Tabler icon: {', '.join(missing)}", file=sys.stderr)
        return 1
    shutil.rmtree(VENDOR, ignore_errors=True)
    for target, source in FILES.items():
        file = VENDOR / target
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(SOURCE_MAP.sub(b"", (PACKAGES / source).read_bytes()))
    (VENDOR / "icons").mkdir(parents=True)
    for name in icons:
        shutil.copyfile(ICONS / f"{name}.svg", VENDOR / "icons" / f"{name}.svg")
    return 0


if __name__ == "__main__":
    sys.exit(main())
