# SPDX-License-Identifier: MIT
"""What a report has to be, for the tests beside this file: docs/report.schema.json and what it cannot say."""
import json
import pathlib
import sys

try:
    import jsonschema
except ImportError:
    print("skipped: there is no python3-jsonschema")
    sys.exit(77)

ROOT = pathlib.Path(__file__).resolve().parents[2]


def validator(path):
    schema = json.loads((ROOT / path).read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


REPORT = validator("docs/report.schema.json")


def faults_of(report):
    """A list of sentences, empty for a good report."""
    faults = [f"{'/'.join(map(str, e.absolute_path))}: {e.message[:200]}" for e in REPORT.iter_errors(report)]
    if faults:
        return faults
    for lesson in report["lessons"]:
        name, checks = lesson["lesson"], lesson["checks"]
        if checks and sum(c["max_points"] for c in checks) != lesson["max_points"]:
            faults.append(f"{name}: max_points is not the sum over its checks")
        if lesson["points"] is not None and checks and sum(c["points"] for c in checks) != lesson["points"]:
            faults.append(f"{name}: points is not the sum over its checks")
        faults += [f"{c['name']}: passed without all of its points" for c in checks
                   if c["status"] == "pass" and c["points"] != c["max_points"]]
    if sum(lesson["max_points"] for lesson in report["lessons"]) != report["max_points"]:
        faults.append("max_points is not the sum over the lessons")
    points = [lesson["points"] for lesson in report["lessons"]]
    if report["points"] is not None and sum(points) != report["points"]:
        faults.append("points is not the sum over the lessons")
    return faults
