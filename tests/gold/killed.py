#!/usr/bin/env python3
"""Kills `scrl index` at random moments, again and again, lets it finish, and compares the library with an undisturbed one.
Then indexes once more and compares processor times.

Usage: killed.py SCRL DATA_DIR FOLDER [KILLS [SEED]]   (default 20 kills, seed 1)
"""
import hashlib
import pathlib
import random
import resource
import subprocess
import sys
import tempfile
import time


def cpu_of_children():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def index(scrl, data, library, folder):
    cpu, begun = cpu_of_children(), time.monotonic()
    code = subprocess.run([scrl, "--data", data, "index", library, folder], capture_output=True).returncode
    if code not in (0, 3):
        sys.exit(f"index ended with {code}")
    return cpu_of_children() - cpu, time.monotonic() - begun


def content(scrl, library):
    out = subprocess.run([scrl, "export", library], check=True, capture_output=True).stdout
    return hashlib.sha256(out).hexdigest(), out.count(b"\n")


def kill_once(scrl, data, library, folder, after):
    process = subprocess.Popen([scrl, "--data", data, "index", library, folder], stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    try:
        process.wait(after)
        return False
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return True


def main(scrl, data, folder, kills=20, seed=1):
    moments, faults = random.Random(seed), 0
    with tempfile.TemporaryDirectory() as temporary:
        whole = str(pathlib.Path(temporary) / "whole.scrl")
        first_cpu, seconds = index(scrl, data, whole, folder)
        expected, lines = content(scrl, whole)
        killed = 0
        while killed < kills:
            library = str(pathlib.Path(temporary) / "killed.scrl")
            for part in ("", "-journal"):
                pathlib.Path(library + part).unlink(missing_ok=True)
            for _ in range(moments.randint(1, 4)):  # several deaths of the same library
                if killed < kills and kill_once(scrl, data, library, folder, moments.uniform(0.01, seconds * 0.9)):
                    killed += 1
            index(scrl, data, library, folder)
            same = content(scrl, library)[0] == expected
            sound = subprocess.run([scrl, "check", library], capture_output=True).returncode == 0
            faults += not (same and sound)
        again_cpu, _ = index(scrl, data, whole, folder)
        unchanged = content(scrl, whole)[0] == expected
    print(f"{killed} kills, {faults} libraries differ or are damaged ({lines} lines of content compared)")
    print(f"second index: {again_cpu:.2f} s of processor time against {first_cpu:.2f} s, "
          f"{100 * again_cpu / first_cpu:.1f} %, content {'unchanged' if unchanged else 'CHANGED'}")
    return 1 if faults or not unchanged else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4], *(int(a) for a in sys.argv[4:6])))
