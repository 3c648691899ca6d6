#!/usr/bin/env python3
"""lines-of-board.py FILE: the label of the board's chip, then "ROLE KERNEL-NAME LEVEL-AT-REST" for each of its lines.

Reads the little YAML that a board file needs: `chip: LABEL`, and under `lines:` one entry a line, either
`ROLE: { line: NAME, active: high|low, ... }` or the same keys indented below `ROLE:`. A line at rest is not active.
"""
import re
import sys


def read(text):
    chip, lines, role, inside = None, {}, None, False
    for row in text.splitlines():
        row = re.sub(r"(^|\s)#.*", "", row).rstrip()
        if not row:
            continue
        indent = len(row) - len(row.lstrip())
        key, _, rest = row.strip().partition(":")
        if indent == 0:
            inside = key == "lines"
            if key == "chip":
                chip = rest.strip().strip("\"'")
        elif inside and (role is None or indent <= role_indent):
            role, role_indent = key, indent
            lines[role] = dict(re.findall(r"([\w-]+):\s*[\"']?([^\s,\"'}]+)", rest))
        elif inside:
            lines[role][key] = rest.strip().strip("\"'")
    return chip, lines


def main(path):
    with open(path, encoding="utf-8") as file:
        chip, lines = read(file.read())
    if not chip or not lines:
        sys.exit(f"FAIL {path} names no chip or no lines")
    print(chip)
    for role, line in lines.items():
        if line.get("active") not in ("high", "low") or line.get("line", "0").isdigit():
            sys.exit(f"FAIL {path}: `{role}` needs `active` and a line with a name")
        print(role, line["line"], 0 if line["active"] == "high" else 1)


if __name__ == "__main__":
    main(sys.argv[1])
