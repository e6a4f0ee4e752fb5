"""A transcript that arrives line by line, cut into segments; what the event already holds is passed over."""

import queue
import threading
import time

from claims.text import canonical

PAUSE = 0.3  # seconds between two looks at a file that may grow
END = object()


class Replay:
    """Passes over the lines of texts that are stored already, as they come by again after a restart.

    `texts` are the stored texts in order. Lines that begin like one of them are held back until it is whole, and then
    dropped; where they go on otherwise they are new, and none is lost.
    """

    def __init__(self, texts):
        self.texts = [[line for line in text.split("\n") if line.strip()] for text in texts]
        self.text, self.at, self.held = (), 0, []

    def new(self, line):
        """The lines that turn out to be new, now that this one came."""
        if self.at < len(self.text):
            if not line.strip():
                self.held.append(line)
                return []
            if self.text[self.at] == line:
                self.held.append(line)
                self.at += 1
                return self.whole()
            return [*self.rest(), *self.new(line)]
        place = next((n for n, text in enumerate(self.texts) if text and text[0] == line), None)
        if place is None:
            return [line]
        self.text, self.at, self.held = self.texts[place], 1, [line]
        del self.texts[: place + 1]
        return self.whole()

    def whole(self):
        """Drops what was held where the text is complete. Nothing is new."""
        if self.at == len(self.text):
            self.held = []
        return []

    def rest(self):
        """What was held of a text that broke off."""
        held, self.held, self.text, self.at = self.held, [], (), 0
        return held


class Cutter:
    """Collects lines into segments: one ends at a blank line, or `every` seconds after its first line came."""

    def __init__(self, every=None):
        self.every, self.lines, self.since = every, [], 0.0

    def take(self, line, now):
        """Adds a line; returns the finished segment where the line is blank."""
        if not line.strip():
            return self.finish()
        if not self.lines:
            self.since = now
        self.lines.append(line)
        return None

    def due(self, now):
        """The segment, where its time is over."""
        return self.finish() if self.every and self.lines and now - self.since >= self.every else None

    def finish(self):
        """What was collected, or None."""
        lines, self.lines = self.lines, []
        return "\n".join(lines) if lines else None


def segments(lines, replay, every=None, clock=time.monotonic):
    """Yields each new segment of `lines` (a queue of lines, END at its end)."""
    cutter, line = Cutter(every), None
    while line is not END:
        try:
            line = lines.get(timeout=PAUSE)
            new = [*replay.rest(), ""] if line is END else replay.new(line)
        except queue.Empty:
            new = []
        finished = [cutter.take(one, clock()) for one in new]
        yield from filter(None, [*finished, cutter.due(clock())])


def reading(stream, *, follow):
    """A queue that a thread fills with the lines of `stream` as they come; with `follow` its end is waited beyond."""
    lines = queue.Queue(maxsize=1000)
    threading.Thread(target=feed, args=(stream, lines, follow), daemon=True).start()
    return lines


def feed(stream, lines, follow):
    """Puts whole lines into the queue: half a line of a file that grows waits for its other half."""
    half = ""
    while True:
        part = stream.readline()
        half += part
        if half.endswith("\n"):
            lines.put(canonical(half)[:-1])
            half = ""
        elif not part:
            if not follow:
                break
            time.sleep(PAUSE)
    if half:
        lines.put(canonical(half))
    lines.put(END)


def opened(path):
    """A file to read from its beginning; broken bytes become the replacement character."""
    return open(  # noqa: SIM115 - its reader runs as long as the command
        path, encoding="utf-8", errors="replace", newline=""
    )
