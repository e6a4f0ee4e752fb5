"""Reads a feed of ClaimReviews as a stream: JSON, RSS or Atom with JSON-LD, CSV. Pieces, never the whole in memory.

A feed comes from strangers: what is too long, too deep or broken costs its row, or ends the reading, in words.
"""

import csv
import io
import json
import re
from xml.parsers import expat  # noqa: S407 - every declaration of an entity is refused below

import ijson

PIECE = 65_536
LONGEST_VALUE = 2_000_000  # bytes without one whole value in them
MOST_PARTS, DEEPEST, LONGEST_ROW = 3_000, 30, 200_000  # of one row
LISTS = {"dataFeedElement", "@graph", "itemListElement", "claimReviews"}
OPENS, CLOSES = {"start_map": dict, "start_array": list}, {"end_map", "end_array"}
OPENED, CLOSED = re.compile(r"<script\b([^<>]*)>", re.I), re.compile(r"</script[ \t\r\n]{0,20}>", re.I)
LONGEST_LINE = 131_072


class Skipped(Exception):
    """One row that is not taken; `code` says why."""

    def __init__(self, code):
        self.code = code
        super().__init__(code)


class Broken(Skipped):
    """The feed cannot be read further."""


class Stream(io.RawIOBase):
    """The bytes of `file`, counted: Broken beyond `limit`, or where a single value does not end.

    Whoever reads sets `quiet` to 0 at each whole value.
    """

    def __init__(self, file, limit):
        self.file, self.limit, self.read_so_far, self.quiet = file, limit, 0, 0

    def readable(self):
        return True

    def readinto(self, buffer):
        piece = self.file.read(min(len(buffer), PIECE))
        self.read_so_far += len(piece)
        self.quiet += len(piece)
        if self.read_so_far > self.limit:
            raise Broken("too_large")
        if self.quiet > LONGEST_VALUE:
            raise Broken("value_too_long")
        buffer[: len(piece)] = piece
        return len(piece)


def kind_of(beginning):
    """json, rss or csv, by the first bytes of a feed."""
    start = beginning.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    return {b"{": "json", b"[": "json", b"<": "rss"}.get(start, "csv")


def rows(kind, stream):
    """(row number, what stands there) of each row: a dict or list as parsed, or Skipped. Raises Broken."""
    return {"json": json_rows, "rss": feed_rows, "csv": table_rows}[kind](stream)


# JSON: the members of the list that the feed is, or holds under one of LISTS


def json_rows(stream):
    events, number, depth, key, inside, row = json_events(stream), 0, 0, None, 0, None
    for event, value in events:
        if row is not None:
            if row.feed(event, value):
                yield number, row.problem or row.whole
                row = None
        elif event == "map_key":
            key = value if depth == 1 else key
        elif inside and depth == inside and event not in CLOSES:
            number += 1
            row = Row() if event in OPENS else None
            if row is None:
                yield number, Skipped("no_review")
            else:
                row.feed(event, value)
        elif event in OPENS:
            depth += 1
            listed = event == "start_array" and (depth == 1 or (depth == 2 and key in LISTS))
            inside = depth if listed else inside
        elif event in CLOSES:
            inside = 0 if inside == depth else inside
            depth -= 1


def json_events(stream):
    try:
        for event in ijson.basic_parse(io.BufferedReader(stream, PIECE), buf_size=PIECE):
            stream.quiet = 0
            yield event
    except (ijson.JSONError, ValueError) as problem:
        raise Broken("broken") from problem


class Row:
    """One member of the list, put together from its events. Out of bounds, it is let go and only its end awaited."""

    def __init__(self):
        self.depth = self.parts = self.size = 0
        self.whole = self.problem = None
        self.open, self.keys = [], []

    def feed(self, event, value):
        """Takes the next event in; whether the row ends with it."""
        if event in CLOSES:
            self.depth -= 1
            if not self.problem:
                self.open.pop()
                self.keys.pop()
        elif event in OPENS:
            self.depth += 1
            self.start(OPENS[event]())
        elif not self.problem:
            self.count(len(value) if isinstance(value, str) else 8)
            if not self.problem:
                self.take(event, value)
        return self.depth == 0

    def take(self, event, value):
        if event == "map_key":
            self.keys[-1] = value
        else:
            self.put(value)

    def start(self, part):
        if not self.problem:
            self.count(1)
        if not self.problem:
            self.put(part)
            self.open.append(part)
            self.keys.append(None)

    def count(self, size):
        self.parts += 1
        self.size += size
        if self.depth > DEEPEST:
            self.give_up("too_deep")
        elif self.parts > MOST_PARTS or self.size > LONGEST_ROW:
            self.give_up("too_long")

    def give_up(self, code):
        self.problem = Skipped(code)
        self.whole = None
        self.open.clear()
        self.keys.clear()

    def put(self, value):
        if not self.open:
            self.whole = value
        elif isinstance(self.open[-1], list):
            self.open[-1].append(value)
        else:
            self.open[-1][self.keys[-1]] = value


# RSS and Atom: the JSON-LD inside each item


def feed_rows(stream):
    items = Items()
    try:
        while piece := stream.read(PIECE):
            items.parser.Parse(piece, False)
            stream.quiet = 0 if items.moved else stream.quiet
            items.moved = False
            yield from items.taken()
        items.parser.Parse(b"", True)
    except expat.ExpatError as problem:
        yield from items.taken()
        raise Broken("broken") from problem
    yield from items.taken()


class Items:
    """The items of a feed as expat meets them; their other markup is of no concern."""

    def __init__(self):
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        self.parser.EntityDeclHandler = self.entity
        self.number, self.done, self.moved = 0, [], False
        self.words, self.size, self.inside = None, 0, False

    def entity(self, *_declared):
        raise Broken("entities")

    def start(self, name, attributes):
        self.moved = True
        local = name.rpartition(":")[2]
        if local in ("item", "entry"):
            self.words, self.size, self.number = [], 0, self.number + 1
        elif self.words is not None and local == "script" and "ld+json" in attributes.get("type", ""):
            self.words.append("<script type=ld+json>")
            self.inside = True

    def end(self, name):
        self.moved = True
        local = name.rpartition(":")[2]
        if local == "script" and self.inside:
            self.words.append("</script>")
            self.inside = False
        elif local in ("item", "entry") and self.words is not None:
            found = Skipped("too_long") if self.size > LONGEST_ROW else linked("".join(self.words))
            self.done.append((self.number, found))
            self.words = None

    def text(self, words):
        self.moved = True
        self.size += len(words)
        if self.words is not None and self.size <= LONGEST_ROW:
            self.words.append(words)

    def taken(self):
        done, self.done = self.done, []
        return done


def linked(words):
    """The JSON-LD of an item as a list; Skipped where it has none or it cannot be read."""
    found = list(scripts(words))
    try:
        return [json.loads(one) for one in found] if found else Skipped("no_review")
    except (ValueError, RecursionError):
        return Skipped("broken_row")


def scripts(words):
    """What stands in each script of JSON-LD. Each character is looked at once or twice, whatever a stranger sent."""
    at = 0
    while opened := OPENED.search(words, at):
        at = opened.end()
        if "ld+json" in opened[1].lower():
            closed = CLOSED.search(words, at)
            if closed is None:
                return
            yield words[at : closed.start()]
            at = closed.end()


# CSV: one review a line, its columns named in the first


def heading(line):
    """(names of the columns, the mark between them) out of the first line of a CSV."""
    mark = max(",;\t", key=line.count)
    cells = next(csv.reader([line.strip()], delimiter=mark), [])
    return ["_".join(name.lower().split()) for name in cells], mark


def table_rows(stream):
    """Each line as {heading: cell}; the line of headings is number 1."""
    lines = io.TextIOWrapper(io.BufferedReader(stream, PIECE), "utf-8-sig", errors="replace", newline="")
    headings, mark = heading(lines.readline(LONGEST_LINE))
    reader = csv.reader(lines, delimiter=mark)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            stream.quiet = 0
            yield reader.line_num + 1, Skipped("broken_row")
            continue
        stream.quiet = 0
        if any(cell.strip() for cell in cells):
            wrong = len(cells) > len(headings)
            yield reader.line_num + 1, Skipped("columns") if wrong else dict(zip(headings, cells, strict=False))
