#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""killed_runs_test.py TOOL: whatever ends a run of ./downhill check, its report is whole or is not there, and
no process of it stays behind."""
import ctypes
import json
import os
import pathlib
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
import xml.etree.ElementTree

from report_schemas import ROOT, faults_of

TOOL = sys.argv.pop(1)
LESSONS = ["01_one_weight", "02_two_weights", "03_loss"]
STOPPED = "the run was stopped before this lesson was graded"
SLEEPS = (ROOT / "autograder/tests/submissions/sleeps_everywhere/one_weight.cpp").read_text()
# Templates that take a compiler all the time that it is given.
LONG_TO_COMPILE = """template <int N, unsigned M> struct Tree {
  static constexpr unsigned value = Tree<N - 1, 2 * M>::value + Tree<N - 1, 2 * M + 1>::value;
};
template <unsigned M> struct Tree<0, M> { static constexpr unsigned value = M; };
static_assert(Tree<22, 1>::value == 0);
"""
# The process that does a compiler's work: g++'s is a child of the one that was started.
COMPILERS = {name: {"clang": "clang", "gcc": "cc1plus"}[name] for name in re.findall(
    r"^compiler (\w+)$", (pathlib.Path(TOOL).parents[1] / "student.txt").read_text(), re.MULTILINE)}
PR_SET_CHILD_SUBREAPER = 36
GONE_SOON = 15  # seconds; what is not ended goes on for longer than that


def adopt_orphans():
    """From here on, a process whose parent has died is a child of this one."""
    if ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        raise OSError("no subreaper")


def children():
    """Command lines of all that are alive below this process."""
    below, names = {os.getpid()}, []
    processes = {}
    for folder in pathlib.Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            state, parent = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
            processes[int(folder.name)] = (int(parent), state, (folder / "cmdline").read_bytes())
        except OSError:
            continue  # it has ended in the meantime
    for _ in range(8):
        below |= {pid for pid, (parent, _, _) in processes.items() if parent in below}
    for pid in below - {os.getpid()}:
        parent, state, name = processes[pid]
        if state not in "ZX":
            names.append(name.replace(b"\0", b" ").decode(errors="replace"))
    return names


def reap():
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass


class Run(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="downhill-killed-"))
        self.addCleanup(shutil.rmtree, self.folder, True)
        self.out = self.folder / "report"
        solutions = {name: (ROOT / "solutions" / name / (name[3:] + ".cpp")).read_text() for name in LESSONS}
        self.hand_in("right", solutions)

    def hand_in(self, name, texts):
        folder = self.folder / name
        folder.mkdir(exist_ok=True)
        for lesson, text in texts.items():
            # A text that was never compiled before: what was, is remembered.
            (folder / (lesson[3:] + ".cpp")).write_text(f"// {self.folder} {time.time_ns()}\n" + text)
        return folder

    def start(self, *more, folder="right", lessons=LESSONS, environment=None, **how):
        command = [TOOL, "check", *lessons, "--from", str(self.folder / folder), *more]
        variables = {**os.environ, "DOWNHILL_ROOT": str(ROOT), **(environment or {})}
        how = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL, **how}
        return subprocess.Popen(command, env=variables, text=True, **how)

    def finish(self, process):
        out, err = process.communicate(timeout=600)
        return process.returncode, out, err

    def wait_for(self, process, is_there):
        while not is_there(children()):
            self.assertIsNone(process.poll(), "it ended before that")
            time.sleep(0.1)

    def expect_all_gone(self):
        deadline = time.monotonic() + GONE_SOON
        while children() and time.monotonic() < deadline:
            reap()
            time.sleep(0.05)
        self.assertEqual(children(), [])

    def expect_good(self, text):
        report = json.loads(text)
        self.assertEqual(faults_of(report), [])
        for lesson in report["lessons"]:
            self.assertIn(lesson["status"], ("pass", "infra_error"), "nobody's zero")
            if lesson["status"] == "infra_error":
                self.assertEqual(lesson["build"]["log"], STOPPED)
        return report


class Killed(Run):
    def test_at_any_moment_the_report_is_true(self):
        begin = time.monotonic()
        code, _, err = self.finish(self.start("--format", "json", "--out", str(self.out)))
        self.assertEqual(code, 0, err)
        self.assertEqual(self.expect_good(self.out.read_text())["points"], 30)
        takes = time.monotonic() - begin
        seen = set()
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGKILL):
            for part in range(4):
                with self.subTest(signal=number.name, part=part):
                    self.setUp()
                    process = self.start("--format", "json", "--out", str(self.out))
                    time.sleep(takes * (part + 0.3) / 4)
                    process.send_signal(number)
                    code, _, err = self.finish(process)
                    self.expect_all_gone()
                    if number != signal.SIGKILL:
                        self.assertIn(code, (0, 3) if self.out.exists() else (-number,), err)
                    if self.out.exists():
                        report = self.expect_good(self.out.read_text())
                        graded = sum(lesson["status"] == "pass" for lesson in report["lessons"])
                        seen.add(graded)
                        self.assertEqual(report["points"], 30 if graded == 3 else None)
                        if number != signal.SIGKILL:
                            self.assertEqual(code, 0 if graded == 3 else 3)
        self.assertGreater(len(seen), 1, "some were stopped half-way")

    def test_stdout_has_all_of_it_once_asked_to_stop(self):
        sleeps = self.hand_in("sleeps", {"01_one_weight": SLEEPS}).name
        process = self.start("--format", "json", lessons=["01"], folder=sleeps)
        self.wait_for(process, lambda names: any("judge_01" in name for name in names))
        process.terminate()
        process.terminate()  # as timeout(1) does: the process, and then its group
        code, out, err = self.finish(process)
        self.assertEqual(code, 3, err)
        self.assertIn("stopped before the end", err)
        self.assertEqual(self.expect_good(out)["points"], None)
        self.expect_all_gone()

    def test_other_formats_say_it_too(self):
        sleeps = self.hand_in("sleeps", {"01_one_weight": SLEEPS}).name
        for name in ("junit", "text", "github", "gradescope"):
            with self.subTest(name):
                self.out.write_text("old")
                process = self.start("--format", name, "--out", str(self.out), folder=sleeps, lessons=["01"])
                self.wait_for(process, lambda names: any("judge_01" in name for name in names))
                process.terminate()
                code, _, err = self.finish(process)
                self.assertEqual(code, 3, err)
                text = self.out.read_text()
                if name == "gradescope":
                    self.assertEqual(text, "old", "no number without a verdict")
                    self.assertIn(STOPPED, err)
                else:
                    self.assertIn(STOPPED, text)
                if name == "junit":
                    self.assertEqual(xml.etree.ElementTree.fromstring(text)[0].get("errors"), "1")
                self.expect_all_gone()

    def test_judge_and_worker_end_with_the_tool(self):
        sleeps = self.hand_in("sleeps", {"01_one_weight": SLEEPS}).name
        process = self.start("--format", "json", folder=sleeps, lessons=["01"])
        self.wait_for(process, lambda names: "judge_01" in str(names) and "student" in str(names))
        process.kill()
        self.finish(process)
        self.expect_all_gone()

    def test_a_compiler_ends_with_the_tool(self):
        long = self.hand_in("long", {"01_one_weight": LONG_TO_COMPILE}).name
        for compiler, works_in in COMPILERS.items():
            for number in (signal.SIGKILL, signal.SIGTERM):
                with self.subTest(compiler=compiler, signal=number.name):
                    process = self.start("--format", "json", "--compiler", compiler, folder=long,
                                         lessons=["01"])
                    self.wait_for(process, lambda names: any(
                        works_in in name and "submission.cpp" in name for name in names))
                    process.send_signal(number)
                    self.finish(process)
                    self.expect_all_gone()


class Output(Run):
    def run_to_its_end(self, *more, **how):
        return self.finish(self.start(*more, lessons=["01"], **how))

    def test_where_nothing_can_be_written_the_run_says_so(self):
        nowhere = str(self.folder / "none" / "report.json")
        for out in ("/dev/full", "/proc/report.json", nowhere, str(self.folder)):
            with self.subTest(out):
                code, text, err = self.run_to_its_end("--format", "json", "--out", out)
                self.assertEqual((code, text), (3, ""))
                self.assertIn("could not write " + out, err)

    def test_a_full_stdout_is_no_success(self):
        with open("/dev/full", "w") as full:
            code, _, err = self.run_to_its_end("--format", "json", stdout=full)
        self.assertEqual(code, 3)
        self.assertIn("could not be written to stdout", err)

    def test_a_reader_that_has_gone_is_no_success(self):
        process = self.start("--format", "json", lessons=["01"])
        process.stdout.close()
        self.assertIn(process.wait(600), (3, -signal.SIGPIPE))
        process.stderr.close()

    def test_a_limit_on_file_size_leaves_the_old_report(self):
        self.run_to_its_end("--format", "json", "--out", str(self.out))
        old = self.out.read_bytes()

        def limit():
            resource.setrlimit(resource.RLIMIT_FSIZE, (200, 200))

        code, _, err = self.run_to_its_end("--format", "json", "--out", str(self.out), preexec_fn=limit)
        self.assertEqual(code, 3)
        self.assertIn("File too large", err)
        self.assertEqual(self.out.read_bytes(), old)

    def test_a_full_disk_leaves_the_old_report(self):
        disk = self.folder / "disk"
        disk.mkdir()
        mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk]
        if subprocess.run(mount, capture_output=True).returncode != 0:
            self.skipTest("only root may mount a small disk")
        self.addCleanup(subprocess.run, ["umount", str(disk)], check=True)
        out = disk / "report.json"
        self.run_to_its_end("--format", "json", "--out", str(out))
        old = out.read_bytes()
        self.expect_good(old)
        with open(disk / "filler", "wb", buffering=0) as filler:
            try:
                while filler.write(bytes(512)):
                    pass
            except OSError:
                pass
        code, _, err = self.run_to_its_end("--format", "json", "--out", str(out))
        self.assertEqual(code, 3)
        self.assertIn("No space left on device", err)
        self.assertEqual(out.read_bytes(), old)
        self.assertEqual(sorted(path.name for path in disk.iterdir()), ["filler", "report.json"])

    def test_a_pipe_gets_one_report(self):
        pipe = self.folder / "pipe"
        os.mkfifo(pipe)
        process = self.start("--format", "json", "--out", str(pipe), lessons=["01"])
        self.assertEqual(self.expect_good(pipe.read_text())["points"], 10)
        self.assertEqual(self.finish(process)[0], 0)

    def test_classroom_50_is_asked_whose_work_it_is(self):
        code, _, err = self.run_to_its_end("--format", "classroom50", "--out", str(self.out),
                                           environment={"CLASSROOM": "x"})
        self.assertEqual(code, 2)
        self.assertIn("ASSIGNMENT, SUBMISSION_TAG, COMMIT_URL, RELEASE_URL, OWNER not set", err)
        self.assertFalse(self.out.exists())

    def test_a_step_summary_comes_after_what_is_there(self):
        summary = self.folder / "summary"
        summary.write_text("# Before")
        step = {"GITHUB_STEP_SUMMARY": str(summary)}
        code, _, err = self.run_to_its_end("--format", "github", environment=step)
        self.assertEqual((code, err), (0, ""))
        self.assertIn("# Before\n## Downhill: 10 of 10 points\n", summary.read_text())
        summary.write_text("x" * ((1 << 20) - 10))
        self.run_to_its_end("--format", "github", environment=step)
        self.assertEqual(summary.stat().st_size, (1 << 20) - 10, "GitHub shows none of it beyond a mebibyte")


if __name__ == "__main__":
    adopt_orphans()
    unittest.main()
