#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""One update as python-tuf's ngclient does it: refresh from ROOT (the first time) or from what STATE has, then every NAME.

    ngclient.py ROOT URL STATE NAME...

URL ends with a slash; metadata are right below it, targets below `targets/`. Prints the SHA-256 of each target and its name. Exits with 1
and the name of the exception on the last line where something was refused, with 77 where python-tuf is missing.
"""
import hashlib
import pathlib
import shutil
import sys

try:
    import tuf
    from tuf.ngclient import Updater
except ImportError as missing:
    print(f"{missing}: install python3-tuf (Debian 13)", file=sys.stderr)
    sys.exit(77)


def update(root, url, state, names):
    (state / "metadata").mkdir(parents=True, exist_ok=True)
    (state / "targets").mkdir(exist_ok=True)
    if not (state / "metadata/root.json").exists():
        shutil.copyfile(root, state / "metadata/root.json")
    updater = Updater(str(state / "metadata"), url, str(state / "targets"), url + "targets/")
    updater.refresh()
    for name in names:
        target = updater.get_targetinfo(name)
        if target is None:
            raise LookupError(f"nobody vouches for {name}")
        path = updater.find_cached_target(target) or updater.download_target(target)
        print(hashlib.sha256(pathlib.Path(path).read_bytes()).hexdigest(), name)


if sys.argv[1:] == ["--version"]:
    print("python-tuf", tuf.__version__)
    sys.exit(0)
try:
    update(pathlib.Path(sys.argv[1]), sys.argv[2], pathlib.Path(sys.argv[3]), sys.argv[4:])
except Exception as refusal:  # whatever it is, it is the verdict
    print(refusal, file=sys.stderr)
    print(type(refusal).__name__, file=sys.stderr)
    sys.exit(1)
