"""Puts a site where readers are: what it says now, and every publication at an address that stays.

A page is the same at both but for one line, which tells of the other.
"""

import hashlib
import json
import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ingestion.files import take_place, write_text

LIST = "stand.json"  # every file of a site with its sha256
FIXED = "p"  # the folder of the addresses that stay


class SiteNotWhole(RuntimeError):
    """A site is not what was to be written."""


def listed(folder: Path) -> dict[str, dict[str, Any]]:
    """What the list of a site says of each file; nothing where there is no site, or it is not what its list says."""
    try:
        check(folder)
        found: dict[str, dict[str, Any]] = json.loads((folder / LIST).read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, KeyError, SiteNotWhole):
        return {}
    return found


def check(folder: Path) -> None:
    """Raises SiteNotWhole unless the folder holds each file of its list, with those bytes, and no other."""
    found = json.loads((folder / LIST).read_text(encoding="utf-8"))["files"]
    there = {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()} - {LIST}
    if odd := sorted(there ^ found.keys()):
        raise SiteNotWhole(f"{folder}: ontbreekt of staat niet op de lijst: {', '.join(odd[:5])}")
    for path, entry in found.items():
        if hashlib.sha256((folder / path).read_bytes()).hexdigest() != entry["sha256"]:
            raise SiteNotWhole(f"{folder / path} is niet wat is geschreven")


def standing(path: str, publication_id: str) -> str:
    """On a page at an address that stays: that there may be a newer one."""
    up = "../" * (path.count("/") + 2)
    if path.startswith("en/"):
        told, link = f"This is the lasting version of publication {publication_id}.", "The newest version of this page"
    else:
        told, link = f"Dit is de vaste versie van publicatie {publication_id}.", "De nieuwste versie van deze bladzijde"
    return f'<p class="stand">{told} <a href="{up}{path}">{link}</a></p>'


def lasting(path: str, publication_id: str) -> str:
    """On the same page at the current address: where it stays as it is."""
    up = "../" * path.count("/")
    if path.startswith("en/"):
        link, told = "Lasting address of this page", "which stays as it is when new figures come."
    else:
        link, told = "Vast adres van deze bladzijde", "dat zo blijft als er nieuwe cijfers komen."
    return f'<p class="stand"><a href="{up}{FIXED}/{publication_id}/{path}">{link}</a>, {told}</p>'


def share(source: Path, target: Path) -> None:
    """The same file under another name; a copy where the disk cannot do that."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def put_in_place(site: Path, publication_id: str, current: Path) -> list[Path]:
    """Makes the site of a publication the current one: its fixed address first, then each file that differs, its list last.

    `site` is the folder of the publication's own site; of before there were pages there is none: then the current pages
    go, and those of other publications stay. Gives what was put there.
    """
    current.mkdir(exist_ok=True)
    fixed = current / FIXED / publication_id
    wanted: Mapping[str, Any] = json.loads((site / LIST).read_text(encoding="utf-8"))["files"] if site.is_dir() else {}
    if wanted:
        keep(site, wanted, fixed)
    for path in wanted:
        show(site / path, path, current / path)
    for path in files_at(current) - {*wanted, LIST}:
        (current / path).unlink()
    os.sync()
    if wanted:
        write_text(current / LIST, (site / LIST).read_text(encoding="utf-8"))
    else:
        (current / LIST).unlink(missing_ok=True)
    return [fixed, *(each for each in current.iterdir() if each.name != FIXED)]


def files_at(current: Path) -> set[str]:
    """What stands at the current addresses."""
    below = (
        p for each in current.iterdir() if each.name != FIXED for p in (each.rglob("*") if each.is_dir() else [each])
    )
    return {str(p.relative_to(current)) for p in below if p.is_file()}


def keep(site: Path, wanted: Mapping[str, Any], fixed: Path) -> None:
    """The publication at its own address, whole or not at all."""
    if fixed.exists():
        return
    draft = fixed.with_name(f".{fixed.name}")
    shutil.rmtree(draft, ignore_errors=True)
    for path in (*wanted, LIST):
        (draft / path).parent.mkdir(parents=True, exist_ok=True)
        share(site / path, draft / path)
    os.replace(draft, fixed)


def show(source: Path, path: str, target: Path) -> None:
    """A file at its current address; one that says the same already is left alone."""
    content = source.read_bytes()
    if path.endswith(".html"):
        content = at_current(content.decode(), path).encode()
    if target.is_file() and not target.is_symlink() and target.read_bytes() == content:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    incoming = target.with_name(f".{target.name}.incoming")
    incoming.write_bytes(content)
    take_place(incoming, target)


def at_current(text: str, path: str) -> str:
    """A page of the fixed address as it stands at the current one: only its line on other versions differs."""
    head, _, rest = text.partition('<p class="stand">')
    named = re.match(
        r"(?:Dit is de vaste versie van publicatie|This is the lasting version of publication) (\S+)\. ", rest
    )
    return head + lasting(path, named[1]) + rest.partition("</p>")[2] if named else text
