"""Tell, without the network, whether both locks still fit pyproject.toml; `make lock` mends them."""

import re
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PINNED = re.compile(
    r"^(?P<name>[\w.-]+)==(?P<version>[^\s;\\]+)[^\n]*\n(?P<rest>(?:[ ]+[^\n]*\n)+)", re.MULTILINE
)


def problems(lock: str, wanted: list[str]) -> list[str]:
    """Name what the lock lacks, pins outside the wished range, or still pins for nobody."""
    pinned = {canonicalize_name(m["name"]): m for m in PINNED.finditer((ROOT / lock).read_text())}
    requirements = {canonicalize_name(r.name): r for r in map(Requirement, wanted)}
    found = [f"{lock}: {name} is missing" for name in requirements if name not in pinned]
    found += [
        f"{lock}: {name} {pinned[name]['version']} is not {requirement.specifier}"
        for name, requirement in requirements.items()
        if name in pinned and not requirement.specifier.contains(pinned[name]["version"], prereleases=True)
    ]
    found += [
        f"{lock}: {name} is no longer in pyproject.toml"
        for name, match in pinned.items()
        if "phuong6 (pyproject.toml" in match["rest"] and name not in requirements
    ]
    found += [
        f"{lock}: {name} has no hash"
        for name, match in pinned.items()
        if "--hash=sha256:" not in match["rest"]
    ]
    return found


def main() -> int:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    runtime = project["project"]["dependencies"]
    development = project["dependency-groups"]["dev"]
    found = problems("requirements.lock", runtime) + problems("requirements-dev.lock", runtime + development)
    if found:
        print(*found, "Run `make lock`.", sep="\n")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
