"""Fetches the third-party files at their pinned versions, cuts them to size and lists checksums."""

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

ROOT = Path(__file__).parent.parent
STATIC = ROOT / "app" / "static"
FONTS = ROOT / "app" / "fonts"
SUMS = STATIC / "vendor" / "SHA256SUMS"
PACKAGES = {
    "htmx.org": "4.0.1",
    "lucide-static": "1.62.0",
    "@fontsource-variable/roboto": "5.3.0",
    "@expo-google-fonts/roboto": "0.4.3",
    "axe-core": "4.14.1",
    "spdx-license-list": "6.12.0",
}
# Czech letters and those of the neighbours' names, and the typography of the pages.
LETTERS = {
    "roboto-cs-1": ("latin", "§«°±·»ÁÄÇÉËÍÓÔÖ×ÚÜÝßáäçéëíóôöúüý–—‘’‚“”„•…€−" + "\N{NO-BREAK SPACE}"),
    "roboto-cs-2": ("latin-ext", "ĂăĄąĆćČčĎďĐđĘęĚěĹĺĽľŁłŃńŇňŐőŔŕŘřŚśŞşŠšŢţŤťŮůŰűŹźŻżŽž"),
}
ASCII = "".join(map(chr, range(0x20, 0x7F)))
WEIGHTS = (400, 700)
OUTER_SVG = re.compile(r"<!--.*?-->|<svg[^>]*>|</svg>", re.DOTALL)
BETWEEN = re.compile(r"(?<=>)\s+(?=<)|\s+(?=/>)")


def main() -> None:
    """Renew every third-party file; needs npm and its ordinary registry."""
    with tempfile.TemporaryDirectory() as folder:
        packages = {name: fetch(name, Path(folder)) for name in PACKAGES}
        files = [
            *copy_files(packages),
            *cut_fonts(packages["@fontsource-variable/roboto"]),
            list_letters(FONTS / "Roboto-Regular.ttf"),
            *draw_sprites(packages["lucide-static"]),
            write_licence(packages["spdx-license-list"]),
        ]
    lines = [f"{checksum(file)}  {file.relative_to(ROOT)}\n" for file in sorted(files)]
    SUMS.write_text("".join(lines))


def fetch(name: str, folder: Path) -> Path:
    """Unpack one package of the registry."""
    target = folder / name.replace("/", "-")
    target.mkdir()
    npm = shutil.which("npm") or sys.exit("npm is missing")
    command = [npm, "pack", "--silent", f"{name}@{PACKAGES[name]}"]
    subprocess.run(command, cwd=target, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - fixed words
    with tarfile.open(next(target.glob("*.tgz"))) as archive:
        archive.extractall(target, filter="data")
    return target / "package"


def copy_files(packages: dict[str, Path]) -> list[Path]:
    """Copy what is used as it is, with its licence."""
    vendor, tests = STATIC / "vendor", ROOT / "tests" / "vendor"
    wanted = [
        ("htmx.org", "dist/htmx.min.js", vendor / f"htmx-{PACKAGES['htmx.org']}.min.js"),
        ("htmx.org", "LICENSE", vendor / "LICENSES" / "htmx.txt"),
        ("lucide-static", "LICENSE", vendor / "LICENSES" / "lucide.txt"),
        ("@fontsource-variable/roboto", "LICENSE", STATIC / "fonts" / "OFL.txt"),
        (
            "@expo-google-fonts/roboto",
            "400Regular/Roboto_400Regular.ttf",
            FONTS / "Roboto-Regular.ttf",
        ),
        ("@expo-google-fonts/roboto", "700Bold/Roboto_700Bold.ttf", FONTS / "Roboto-Bold.ttf"),
        ("@expo-google-fonts/roboto", "LICENSE_FONT", FONTS / "OFL.txt"),
        ("axe-core", "axe.min.js", tests / f"axe-{PACKAGES['axe-core']}.min.js"),
        ("axe-core", "LICENSE", tests / "LICENSES" / "axe-core.txt"),
    ]
    for package, source, target in wanted:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(packages[package] / source, target)
    return [target for _, _, target in wanted]


def cut_fonts(package: Path) -> list[Path]:
    """Keep the letters and the weights that the pages use."""
    targets = []
    for name, (part, letters) in LETTERS.items():
        target = STATIC / "fonts" / f"{name}.woff2"
        target.parent.mkdir(parents=True, exist_ok=True)
        font = TTFont(package / "files" / f"roboto-{part}-wght-normal.woff2", recalcTimestamp=False)
        instantiateVariableFont(font, {"wght": WEIGHTS}, inplace=True)
        cutter = Subsetter(Options(layout_features=["kern", "liga", "tnum"]))
        cutter.populate(text=letters + ASCII)
        cutter.subset(font)
        font.flavor = "woff2"
        font.save(target)
        targets.append(target)
    return targets


def list_letters(file: Path) -> Path:
    """Write down which letters the printed documents can show, as ranges of their numbers."""
    target, ranges = file.parent / "letters.txt", []
    for letter in sorted(TTFont(file).getBestCmap()):
        if ranges and ranges[-1][1] == letter - 1:
            ranges[-1][1] = letter
        else:
            ranges.append([letter, letter])
    target.write_text("".join(f"{first:04X} {last:04X}\n" for first, last in ranges))
    return target


def draw_sprites(package: Path) -> list[Path]:
    """Join the icons into files; each symbol bears Lucide's name. Phones never fetch the desk's."""
    return [draw_sprite(package, name) for name in ("icons", "icons-desk")]


def draw_sprite(package: Path, sprite: str) -> Path:
    """One file of icons, those of its list."""
    names = (ROOT / "tools" / f"{sprite}.txt").read_text().split()
    symbols = [draw_symbol(name, (package / "icons" / f"{name}.svg").read_text()) for name in names]
    target = STATIC / "img" / f"{sprite}.svg"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"
    )
    return target


def draw_symbol(name: str, svg: str) -> str:
    """Keep the shapes; the thickness of the stroke is the stylesheet's."""
    shapes = BETWEEN.sub("", OUTER_SVG.sub("", svg).strip())
    return (
        f'<symbol id="{name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
        f'stroke-linecap="round" stroke-linejoin="round">{shapes}</symbol>'
    )


def write_licence(package: Path) -> Path:
    """Write the official text of the licence of the whole project."""
    target = ROOT / "LICENSE"
    text = json.loads((package / "licenses" / "EUPL-1.2.json").read_text())["licenseText"]
    target.write_text(text.strip() + "\n")
    return target


def checksum(file: Path) -> str:
    """The SHA-256 of a file, as sha256sum prints it."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
