# SPDX-License-Identifier: MIT
"""Classroom 50: grades a submission with the instructors' kit.

Put it into your classroom50 repository as CLASSROOM/autograders/ASSIGNMENT/autograder.py, with the four settings below
filled in, and give the assignment the runtime {"runs-on": "ubuntu-24.04"}. Classroom 50 calls it in the student's
checkout. Of that, only the exercises are used; the kit is fetched from the repository that you name, at the commit that
you name. It needs nothing but Python and Git.

Exit status: 0 if result.json is there, whatever the points are; else the kit or the machine is at fault, and Classroom
50 reports an error instead of points.
"""

import os
import pathlib
import secrets
import shutil
import subprocess
import sys
import tempfile

KIT = "https://github.com/ORGANISATION/COURSE.git"  # what ./downhill release made, pushed where anybody may read it
COMMIT = "0000000000000000000000000000000000000000"  # of it
LESSONS = ["01"]
SEED = None  # of the hidden inputs: None draws one for each submission, for what stands here is published with it

RESULT = pathlib.Path("result.json")


def fetch_kit(folder: pathlib.Path) -> None:
    """Exactly that commit: neither a branch, which moves, nor a tag, which may be moved."""
    git = ["git", "-C", str(folder)]
    subprocess.run([*git, "init", "--quiet"], check=True)
    subprocess.run([*git, "fetch", "--quiet", "--depth=1", KIT, COMMIT], check=True)
    subprocess.run([*git, "checkout", "--quiet", "--detach", COMMIT], check=True)


def grade(kit: pathlib.Path) -> int:
    seed = secrets.randbelow(2**32) if SEED is None else SEED
    print(f"Hidden inputs are drawn from the seed {seed}.", flush=True)
    command = [str(kit / "downhill"), "--yes", "check", *LESSONS, "--from", os.getcwd(), "--seed", str(seed)]
    command += ["--within", "600"]  # seconds: it ends in time whatever is handed in
    status = subprocess.run([*command, "--format", "classroom50", "--out", str(RESULT)]).returncode
    subprocess.run(command)  # for people, into the log
    return status


def main() -> int:
    # One that the student has handed in.
    if RESULT.is_dir() and not RESULT.is_symlink():
        shutil.rmtree(RESULT)
    elif RESULT.is_symlink() or RESULT.exists():
        RESULT.unlink()
    kit = pathlib.Path(tempfile.mkdtemp(prefix="downhill-", dir=os.environ.get("RUNNER_TEMP")))
    fetch_kit(kit)
    status = grade(kit)
    if status in (0, 1) and RESULT.is_file():
        return 0
    print("Not graded, which is the kit's fault or this machine's: see above.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
