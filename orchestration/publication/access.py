"""Who may read what is published: whoever may read its folder, whatever this process's umask is; nobody writes it.

An operator who gives `publication/` a group and a mode decides for all that is ever put in it.
"""

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

READ = 0o444


def as_its_folder(paths: Iterable[Path], publication: Path, *, within: bool = True) -> None:
    """Gives files and folders, and `within` all that is in them, the group and the readers of the publication's folder."""
    told = publication.stat()
    mode = stat.S_IMODE(told.st_mode)
    for path in paths:
        for each in [path, *path.rglob("*")] if within and path.is_dir() else [path]:
            if each.is_symlink() or not each.exists():
                continue
            if each.stat().st_gid != told.st_gid:
                with suppress(PermissionError):  # a group that this user is not of
                    os.chown(each, -1, told.st_gid)
            each.chmod(mode if each.is_dir() else mode & READ)
