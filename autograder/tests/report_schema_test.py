#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""report_schema_test.py SAMPLE_REPORTS: reports of every kind against docs/report.schema.json and against
what the consumers of the other formats document (consumers/), and wrong documents, which have to be refused."""
import collections
import copy
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree

from report_schemas import faults_of, validator

FOLDER = tempfile.TemporaryDirectory(prefix="downhill-reports-")
REPORTS = pathlib.Path(FOLDER.name)


def reports(ending):
    found = sorted(REPORTS.glob("*" + ending))
    assert found, ending
    return found


def changed(document, path, value):
    """A copy with something else at "lessons/0/points"; without it, if the value is ABSENT."""
    result = copy.deepcopy(document)
    *way, last = [int(step) if step.isdigit() else step for step in path.split("/")]
    place = result
    for step in way:
        place = place[step]
    if value is ABSENT:
        del place[last]
    else:
        place[last] = value
    return result


ABSENT = object()


class Json(unittest.TestCase):
    def test_reports_of_every_kind_are_valid(self):
        for path in reports(".json"):
            with self.subTest(path.name):
                self.assertEqual(faults_of(json.loads(path.read_text())), [])

    def test_every_status_is_among_them(self):
        report = json.loads((REPORTS / "every status.json").read_text())
        self.assertEqual(len({c["status"] for lesson in report["lessons"] for c in lesson["checks"]}), 13)

    def test_every_field_is_required(self):
        report = json.loads((REPORTS / "graded.json").read_text())
        for prefix, part in (("", report), ("lessons/0/", report["lessons"][0]),
                             ("lessons/0/build/", report["lessons"][0]["build"]),
                             ("lessons/0/checks/0/", report["lessons"][0]["checks"][0])):
            for field in part:
                with self.subTest(prefix + field):
                    self.assertNotEqual(faults_of(changed(report, prefix + field, ABSENT)), [])
            with self.subTest(prefix + "further"):
                self.assertNotEqual(faults_of(changed(report, prefix + "further", 1)), [])

    def test_wrong_documents_are_refused(self):
        # Lesson 0 has 2 of 10 points: its check 0 passed, check 1 failed. Lesson 2 does not compile.
        report = json.loads((REPORTS / "graded.json").read_text())
        self.assertEqual(faults_of(report), [])
        for path, value in (
                ("schema", "downhill/report/2"),
                ("kit", ""),
                ("kit", 1),
                ("sandbox", "\u001b[31mred"),
                ("sandbox", "two\nlines"),
                ("points", None),
                ("points", report["points"] + 1),
                ("points", -1),
                ("points", 2.5),
                ("max_points", 29),
                ("max_points", 40),
                ("lessons", {}),
                ("lessons", []),
                ("lessons/0/lesson", "one_weight"),
                ("lessons/0/lesson", "../etc"),
                ("lessons/0/status", "passed"),
                ("lessons/0/status", "pass"),
                ("lessons/0/status", "todo"),
                ("lessons/0/status", "build_error"),
                ("lessons/0/status", "infra_error"),
                ("lessons/0/status", "crashed"),
                ("lessons/0/points", 11),
                ("lessons/0/points", 3),
                ("lessons/0/points", None),
                ("lessons/0/max_points", 11),
                ("lessons/0/build/status", "fail"),
                ("lessons/0/build/status", "build_error"),
                ("lessons/0/checks", []),
                ("lessons/0/checks/0/name", "not a name"),
                ("lessons/0/checks/0/status", "passed"),
                ("lessons/0/checks/0/status", "build_error"),
                ("lessons/0/checks/0/status", "fail"),
                ("lessons/0/checks/0/status", "infra_error"),
                ("lessons/0/checks/0/points", 3),
                ("lessons/0/checks/0/points", 1),
                ("lessons/0/checks/0/points", None),
                ("lessons/0/checks/1/points", 1),
                ("lessons/0/checks/1/message", ""),
                ("lessons/0/checks/1/message", "x" * 20001),
                ("lessons/0/checks/1/message", "bell \u0007"),
                ("lessons/0/checks/1/message", "turned \u202e"),
                ("lessons/0/checks/1/slip", ""),
                ("lessons/0/checks/1/slip", "Not a name"),
                ("lessons/0/checks/1/output", None),
                ("lessons/0/checks/1/milliseconds", -1),
                ("lessons/0/checks/1/milliseconds", None),
                ("lessons/2/build/log", ""),
                ("lessons/2/build/status", "pass"),
                ("lessons/2/points", 5),
                ("lessons/2/points", None)):
            with self.subTest(f"{path} = {str(value)[:40]}"):
                self.assertNotEqual(faults_of(changed(report, path, value)), [])
        passed = json.loads((REPORTS / "all passed.json").read_text())
        for path, value in (("lessons/0/checks/0/status", "fail"), ("lessons/0/points", 5)):
            with self.subTest(f"all passed, {path}"):
                self.assertNotEqual(faults_of(changed(passed, path, value)), [])


class Gradescope(unittest.TestCase):
    def test_results_are_as_documented(self):
        schema = validator("autograder/tests/consumers/gradescope.schema.json")
        for path in reports(".gradescope"):
            with self.subTest(path.name):
                results = json.loads(path.read_text())
                schema.validate(results)
                self.assertNotIn("score", results, "it would override the sum")
                self.assertEqual(results["visibility"], "visible", "hidden tests hide the total")
                for test in results["tests"]:
                    self.assertEqual(test["visibility"], "visible")
                    self.assertEqual(test["output_format"], "text")
                    self.assertLessEqual(test["score"], test["max_score"])

    def test_a_weak_sandbox_is_said(self):
        results = json.loads((REPORTS / "weak.gradescope").read_text())
        self.assertTrue(results["output"].startswith("No grade that counts"))


class Classroom50(unittest.TestCase):
    def test_results_are_as_documented(self):
        schema = validator("autograder/tests/consumers/classroom50.schema.json")
        for path in reports(".classroom50"):
            with self.subTest(path.name):
                result = json.loads(path.read_text())
                schema.validate(result)
                self.assertLessEqual(path.stat().st_size, 10 << 20)
                self.assertLessEqual(result["score"], result["max-score"])
                self.assertEqual(result["score"], sum(t["score"] for t in result["tests"]))
                self.assertEqual(result["max-score"], sum(t["max-score"] for t in result["tests"]))


class Junit(unittest.TestCase):
    # What GitLab, Jenkins, Azure and CircleCI read, and nothing else.
    ATTRIBUTES = {
        "testsuites": {"name"},
        "testsuite": {"name", "tests", "failures", "errors", "skipped", "time"},
        "properties": set(),
        "property": {"name", "value"},
        "testcase": {"classname", "name", "file", "time"},
        "failure": {"type", "message"},
        "error": {"type", "message"},
        "system-out": set(),
    }
    CHILDREN = {
        "testsuites": {"testsuite"},
        "testsuite": {"properties", "testcase"},
        "properties": {"property"},
        "testcase": {"failure", "error", "system-out"},
    }

    def test_another_parser_reads_what_is_documented(self):
        for path in reports(".junit.xml"):
            with self.subTest(path.name):
                root = xml.etree.ElementTree.parse(path).getroot()
                self.assertEqual(root.tag, "testsuites")
                for element in root.iter():
                    self.assertEqual(set(element.attrib), self.ATTRIBUTES[element.tag])
                    children = {child.tag for child in element}
                    self.assertLessEqual(children, self.CHILDREN.get(element.tag, set()))
                    if element.tag in ("failure", "error"):
                        self.assertTrue(element.text.strip(), "GitLab shows the content alone")
                self.assertLess(path.stat().st_size, 30_000_000)
                self.assertLess(sum(1 for _ in root.iter()), 250_000, "GitLab reads no more")

    def test_counts_are_those_of_the_testcases(self):
        for path in reports(".junit.xml"):
            for suite in xml.etree.ElementTree.parse(path).getroot():
                cases = suite.findall("testcase")
                self.assertEqual(int(suite.get("tests")), len(cases))
                self.assertEqual(int(suite.get("failures")), len(suite.findall("testcase/failure")))
                self.assertEqual(int(suite.get("errors")), len(suite.findall("testcase/error")))
                self.assertGreaterEqual(float(suite.get("time")), 0)

    def test_names_are_unique(self):
        for path in reports(".junit.xml"):
            if path.name.startswith("largest"):
                continue  # the same lessons again and again
            cases = xml.etree.ElementTree.parse(path).getroot().iter("testcase")
            names = collections.Counter((case.get("classname"), case.get("name")) for case in cases)
            self.assertEqual([name for name, times in names.items() if times > 1], [])


if __name__ == "__main__":
    subprocess.run([sys.argv.pop(1), FOLDER.name], check=True)
    unittest.main()
