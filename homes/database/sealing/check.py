"""Reads a whole chain back and says what does not follow. Pure as `chain` is: a dump is checked with the same lines."""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from homes.database.sealing import chain
from homes.database.sealing.chain import Key, Link, Problem, Report, Source


@dataclass
class Placed:
    link: Link
    start: int  # rows sealed before it


@dataclass
class Check:
    """One reading of one chain. Rows of a table are read back many links at a time."""

    source: Source
    keys: Mapping[str, Key]
    report: Report = field(default_factory=Report)
    whole: bool = True  # also whether a row stands among sealed ones and never was
    _waiting: dict[str, list[Placed]] = field(default_factory=lambda: defaultdict(list))
    _sealed: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _reached: dict[str, list[tuple[str, int]]] = field(default_factory=lambda: defaultdict(list))
    _layouts: dict[str, list[tuple[tuple[str, ...], int]]] = field(default_factory=dict)
    _signing: str = ""  # the key of the link before: a change of key stands under the old one

    def run(self) -> Report:
        self._layouts = _by_table(self.source)
        for link in self.source.links():
            self._follow(link)
        for table in list(self._waiting):
            self._read_back(table)
        for table in self._sealed if self.whole else ():
            self._never_sealed(table)
        return self.report

    def follows(self, key: str) -> None:
        """What is read begins behind a link that was made with this key."""
        self._signing = key

    def _follow(self, link: Link) -> None:
        report, before = self.report, self.report.rows
        if link.number != report.links + 1:
            self._problem(f"link {report.links + 1} is gone", before + 1)
        signer = self.keys.get(self._signing if not link.table else link.key)
        if signer is None:
            self._problem(
                f"link {link.number} was made with a key that is not at hand ({link.key})", before + 1
            )
        elif link.code(signer, report.head) != link.mac:
            self._problem(
                f"link {link.number} was not written by Keywork, or does not follow the one before",
                before + 1,
            )
        self._signing = link.key
        report.links, report.head = link.number, link.mac
        report.rows += link.rows
        if link.table:
            self._waiting[link.table].append(Placed(link, before))
            self._reached[link.table].append((link.at, link.reach))
            if sum(one.link.rows for one in self._waiting[link.table]) >= chain.AT_A_TIME:
                self._read_back(link.table)

    def _read_back(self, table: str) -> None:
        placed = self._waiting.pop(table, [])
        columns = {one.link.number: self._columns(table, one.link.number) for one in placed}
        for layout in dict.fromkeys(columns.values()):
            group = [one for one in placed if columns[one.link.number] == layout]
            ids = [number for one in group for number in chain.numbers(one.link.ids)]
            lines = self.source.lines(table, layout, sorted(ids)) if layout else None
            if lines is None:
                self._problem(
                    f"the columns of {table} are not those that were sealed", group[0].start + 1, table
                )
                continue
            bodies = self._bodies(group, layout, lines) if table == chain.LEDGER else {}
            for one in group:
                self._compare(one, layout, lines, bodies)

    def _compare(
        self,
        placed: Placed,
        layout: Sequence[str],
        lines: Mapping[int, str],
        bodies: Mapping[int, str | None],
    ) -> None:
        link, key = placed.link, self.keys.get(placed.link.key)
        ids = chain.numbers(link.ids)
        sealed = self._sealed[link.table]
        for index, number in enumerate(ids):
            position, text = placed.start + index + 1, lines.get(number)
            if number in sealed:
                self._problem("a row was sealed twice", position, link.table, number)
            sealed.add(number)
            if text is None:
                self._problem("a row that was sealed is gone", position, link.table, number)
                continue
            if key is None:
                continue
            said = (text,)
            if link.table == chain.LEDGER:
                body = bodies.get(number)
                if body is None:
                    self._problem("the version a row stands for is gone", position, link.table, number)
                    continue
                said = (text, body)
                self._named(text, layout, position, number)
            at = index * chain.MARK_BYTES
            if key.mark(link.table, *said) != link.marks[at : at + chain.MARK_BYTES]:
                self._problem("a row is not as it was sealed", position, link.table, number)

    def _named(self, text: str, layout: Sequence[str], position: int | None, number: int) -> None:
        """Whether the person and the time were written by Keywork."""
        row = dict(zip(layout, chain.values_of(text), strict=True))
        code = row["mac"] or ""
        key = self.keys.get(code.partition(":")[0])
        at, *rest = (row[name] for name in chain.SAID)
        if key is None or chain.said(key, at or "", rest) != code:
            self._problem("a row names a person and a time without the key", position, chain.LEDGER, number)

    def _bodies(
        self, group: Sequence[Placed], layout: Sequence[str], lines: Mapping[int, str]
    ) -> dict[int, str | None]:
        """The version each row of the ledger stands for, as a line."""
        model, version = layout.index("model"), layout.index("history_id")
        links = {number: one.link.number for one in group for number in chain.numbers(one.link.ids)}
        wanted: dict[tuple[str, tuple[str, ...]], dict[int, int]] = defaultdict(dict)
        for number, text in lines.items():
            values = text.split("\t")
            table = chain.history_table(values[model])
            wanted[table, self._columns(table, links[number])][number] = int(values[version])
        bodies: dict[int, str | None] = {}
        for (table, columns), versions in wanted.items():
            found = self.source.lines(table, columns, sorted(set(versions.values()))) or {}
            bodies |= {number: found.get(version) for number, version in versions.items()}
        return bodies

    def _never_sealed(self, table: str) -> None:
        sealed, settled = self._sealed[table], self._settled(table)
        waiting = [number for number in self.source.ids(table) if number not in sealed]
        self.report.waiting += len(waiting)
        for number in waiting:
            if number <= settled:
                self._problem("a row stands among sealed ones and never was", None, table, number)
        layout = self._columns(table, self.report.links)
        if table == chain.LEDGER and layout:
            for number, text in (self.source.lines(table, layout, waiting) or {}).items():
                self._named(text, layout, None, number)

    def _settled(self, table: str) -> int:
        """No transaction is open for longer than a day: what is below was there to be sealed."""
        reached = self._reached[table]
        day_before = chain.day_before(reached[-1][0])
        found = bisect.bisect_right(reached, day_before, key=lambda one: one[0])
        return reached[found - 1][1] if found else 0

    def _columns(self, table: str, number: int) -> tuple[str, ...]:
        found: tuple[str, ...] = ()
        for columns, since in self._layouts.get(table, ()):
            if since <= number:
                found = columns
        return found

    def _problem(self, what: str, position: int | None, table: str = "", row: int | None = None) -> None:
        self.report.problems.append(Problem(what, position, table, row))


def _by_table(source: Source) -> dict[str, list[tuple[tuple[str, ...], int]]]:
    found: dict[str, list[tuple[tuple[str, ...], int]]] = defaultdict(list)
    for table, columns, since in source.layouts():
        found[table].append((tuple(columns.split(",")), since))
    return found
