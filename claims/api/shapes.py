"""The shapes of everything the API answers, as JSON Schema components of the OpenAPI document."""

from claims.actions.checking import CHECKING, NOT_CHECKED
from claims.models import Article, Claim, Confirmation, Event, Publication, Reply, Source, Speaker
from claims.workflow import DISMISSALS, WITHDRAWAL_GROUNDS

TEXT = {"type": "string"}
MAYBE_TEXT = {"type": ["string", "null"]}
WHOLE = {"type": "integer", "minimum": 0}
MAYBE_NUMBER = {"type": ["number", "null"]}
MAYBE_WHOLE = {"type": ["integer", "null"], "minimum": 0}
YES_OR_NO = {"type": "boolean"}
UUID = {"type": "string", "format": "uuid"}
MOMENT = {"type": "string", "format": "date-time"}
MAYBE_MOMENT = {"type": ["string", "null"], "format": "date-time"}
MAYBE_DAY = {"type": ["string", "null"], "format": "date"}
ADDRESS = {"type": "string", "format": "uri"}
MAYBE_ADDRESS = {"type": ["string", "null"], "format": "uri"}
SHA256 = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
LANGUAGE = {"type": "string", "enum": ["id", "en"]}
NOTHING = {"type": "null"}
SINCE = {
    "checking",
    "confirmations",
    "paused",
    "counts",
    "waiting",
    "dropped",
}  # members that records published before them do not have


def described(schema, words):
    return {**schema, "description": words}


def shape(words="", **properties):
    """An object that always has all of these members, but for what older records lack."""
    required = [name for name in properties if name not in SINCE]
    it = {"type": "object", "required": required, "properties": properties}
    return described(it, words) if words else it


def one_of(choices):
    return {"type": "string", "enum": [str(choice) for choice in choices]}


def ref(name):
    return {"$ref": f"#/components/schemas/{name}"}


def maybe(schema):
    return {"oneOf": [schema, NOTHING]}


def array(items):
    return {"type": "array", "items": items}


def page(name):
    """A list of `name` between its neighbours."""
    return shape(f"A page of {name}.", next=MAYBE_ADDRESS, previous=MAYBE_ADDRESS, results=array(ref(name)))


def empty_pair():
    return shape("Nothing in either language.", id=NOTHING, en=NOTHING)


PARTS = {
    "Words": shape("The same text in both languages; one that is missing is null.", id=MAYBE_TEXT, en=MAYBE_TEXT),
    "Newsroom": shape(id=UUID, name=TEXT, url=ADDRESS),
    "Attribution": shape(
        "How sure it is that the speaker said it: `confirmed` by a recording or by them, or `reported` by the article.",
        level=one_of(Claim.Attribution.values),
        url=MAYBE_ADDRESS,
        at=described(MAYBE_TEXT, "Time code in the recording."),
    ),
    "SpeakerOfClaim": shape(
        "Who is quoted, in the role in which they spoke.",
        id=UUID,
        name=TEXT,
        kind=one_of(Speaker.Kind.values),
        role=ref("Words"),
        same_as=MAYBE_ADDRESS,
    ),
    "EventOfClaim": shape(id=UUID, title=TEXT, kind=one_of(Event.Kind.values)),
    "ArticleOfClaim": shape(
        "Where the quotation stands. `start` and `end` count Unicode code points of the text with this SHA-256.",
        id=UUID,
        title=TEXT,
        url=MAYBE_ADDRESS,
        publisher=MAYBE_TEXT,
        published_on=MAYBE_DAY,
        text_sha256=SHA256,
        start=WHOLE,
        end=WHOLE,
        prefix=described({"type": "string", "maxLength": 32}, "The characters before."),
        suffix=described({"type": "string", "maxLength": 32}, "The characters after."),
    ),
    "Figure": shape(
        "A number in the quotation, and what the sources give in its place.",
        measure=MAYBE_TEXT,
        subject=MAYBE_TEXT,
        value=MAYBE_NUMBER,
        of=MAYBE_NUMBER,
        unit=MAYBE_TEXT,
        raw=described(TEXT, "As it stands in the text."),
        period=MAYBE_TEXT,
        approximate=YES_OR_NO,
        found=maybe(
            shape(value=MAYBE_NUMBER, of=MAYBE_NUMBER, source=described(MAYBE_WHOLE, "Place in `sources`, from 0."))
        ),
    ),
    "Verdict": shape(
        slug=TEXT,
        label=ref("Words"),
        rating=described(MAYBE_WHOLE, "On the scale from `worst` to `best`; null for what is no degree of truth."),
        best=WHOLE,
        worst=WHOLE,
        scale=described(WHOLE, "Version of the newsroom's scale."),
    ),
    "Source": shape(
        "A piece of evidence. Of a withheld one only its kind, and why it is withheld, are public.",
        id=UUID,
        kind=one_of(Source.Kind.values),
        url=MAYBE_ADDRESS,
        title=MAYBE_TEXT,
        publisher=MAYBE_TEXT,
        published_on=MAYBE_DAY,
        as_of=MAYBE_TEXT,
        stance=one_of(Source.Stance.values),
        excerpt=MAYBE_TEXT,
        withheld=maybe(ref("Words")),
        state=described(one_of(Source.State.values), "Whether the address still says the same."),
        checked_at=described(MAYBE_MOMENT, "When `state` last changed."),
        archived=maybe(shape(captured_at=MOMENT, sha256=SHA256)),
    ),
    "Confirmation": shape(
        "Whom the newsroom asked before this version, and what they said, to the letter.",
        to=TEXT,
        channel=one_of(Confirmation.Channel.values),
        sent_at=MOMENT,
        deadline=described(MAYBE_MOMENT, "By when an answer was asked for."),
        answered_at=MAYBE_MOMENT,
        answer=MAYBE_TEXT,
    ),
    "Reply": shape(
        "A reply of somebody concerned, to the letter (hak jawab, hak koreksi).",
        id=UUID,
        kind=one_of(Reply.Kind.values),
        who=TEXT,
        text=TEXT,
        language=LANGUAGE,
        received_at=MOMENT,
        answered_at=MAYBE_MOMENT,
        answer=MAYBE_TEXT,
    ),
    "Topic": shape(slug=TEXT, label=ref("Words")),
    "Correction": shape(
        "From which verdict to which, when and why. `material`: it changes what readers should believe.",
        version=WHOLE,
        at=MOMENT,
        material=YES_OR_NO,
        **{"from": TEXT, "to": TEXT},
        note=ref("Words"),
    ),
    "ClaimCounts": shape(
        chosen=described(WHOLE, "Claims that the newsroom chose to check."),
        checked=described(WHOLE, "Claims that are public."),
    ),
}

CLAIM_MEMBERS = {
    "id": described(UUID, "Never changes."),
    "url": described(ADDRESS, "The claim's page for readers."),
    "version": described({"type": "integer", "minimum": 1}, "Counts editorial versions: corrections."),
    "revision": described(WHOLE, "Counts changes of fact within a version: a reply, a renamed speaker."),
    "sequence": described(WHOLE, "Place of this record in `changes/`."),
    "status": {"const": "published"},
    "language": LANGUAGE,
    "quote": described(TEXT, "To the letter, as in the article."),
    "mode": described(one_of(Claim.Mode.values), "Inside quotation marks, or reported."),
    "attribution": ref("Attribution"),
    "label": ref("Words"),
    "statement": described(ref("Words"), "The same assertion made self-contained."),
    "translated": {
        "type": "object",
        "description": "How the words in a language came about, where they are translations.",
        "propertyNames": LANGUAGE,
        "additionalProperties": {"type": "string", "enum": ["machine", "human"]},
    },
    "speaker": maybe(ref("SpeakerOfClaim")),
    "said_on": MAYBE_DAY,
    "place": MAYBE_TEXT,
    "event": maybe(ref("EventOfClaim")),
    "article": ref("ArticleOfClaim"),
    "figures": array(ref("Figure")),
    "verdict": ref("Verdict"),
    "summary": ref("Words"),
    "explanation_html": described(ref("Words"), "Sanitised HTML."),
    "sources": array(ref("Source")),
    "confirmations": described(array(ref("Confirmation")), "Absent from records published before November 2026."),
    "replies": array(ref("Reply")),
    "topics": array(ref("Topic")),
    "corrections": described(array(ref("Correction")), "Oldest first."),
    "newsroom": ref("Newsroom"),
    "license": described(TEXT, "SPDX identifier of the licence under which you may use this record."),
    "published_at": described(MOMENT, "First publication; never changes."),
    "updated_at": MOMENT,
}
HELD_MEMBERS = {
    **CLAIM_MEMBERS,
    "status": {"const": "held"},
    "notice": described(ref("Words"), "What readers see in place of the verdict."),
    "verdict": NOTHING,
    "summary": empty_pair(),
    "explanation_html": empty_pair(),
    "sources": {"type": "array", "maxItems": 0},
    "confirmations": {"type": "array", "maxItems": 0},
    "corrections": {"type": "array", "maxItems": 0},
}
CLAIM = {"oneOf": [ref("PublishedClaim"), ref("HeldClaim")]}
ARTICLE_MEMBERS = {
    "id": UUID,
    "title": TEXT,
    "url": MAYBE_ADDRESS,
    "publisher": MAYBE_TEXT,
    "published_on": MAYBE_DAY,
    "language": LANGUAGE,
    "kind": one_of(Article.Kind.values),
    "event": maybe(ref("EventOfClaim")),
    "display": described(one_of(Article.Display.values), "How much of the text readers are shown."),
    "complete": described(YES_OR_NO, "Whether the newsroom holds the whole text."),
    "text_sha256": SHA256,
    "length": described(WHOLE, "Of the whole text, in Unicode code points."),
    "newsroom": ref("Newsroom"),
    "checking": array(ref("Checking")),
}


def changed(noun, kinds, record, words):
    """A CHANGE about a `noun`."""
    return shape(words, sequence=WHOLE, kind=one_of(kinds), at=MOMENT, **{noun: record})


KINDS = Publication.Kind
NOT_CLAIMS = (KINDS.EVENT, KINDS.SPEAKER, KINDS.ARTICLE)
RECORDS = {
    "PublishedClaim": shape("A published claim, the same object everywhere.", **CLAIM_MEMBERS),
    "HeldClaim": shape("A claim under review again: its notice stands in place of its verdict.", **HELD_MEMBERS),
    "Claim": CLAIM,
    "Tombstone": shape(
        "What is left of a claim that was withdrawn, and what `changes/` carries of one that is held.",
        id=UUID,
        url=ADDRESS,
        version=WHOLE,
        status=one_of(("held", "withdrawn")),
        notice=ref("Words"),
        ground={"type": ["string", "null"], "enum": [*WITHDRAWAL_GROUNDS, None]},
    ),
    "Version": shape(
        "One editorial version of a claim as it last stood.",
        version=WHOLE,
        revision=WHOLE,
        sequence=WHOLE,
        correction=maybe(ref("Correction")),
        claim={"oneOf": [*CLAIM["oneOf"], ref("Tombstone")]},
    ),
    "Checking": shape(
        "A claim without a verdict yet that the newsroom shows as being checked. Once here it stays until it is "
        "published, or says `not_checked`: nobody checks it now. Place null: its words are shown no more.",
        id=described(UUID, "Of the claim, which has no address before it is published."),
        start=MAYBE_WHOLE,
        end=MAYBE_WHOLE,
        state=one_of((CHECKING, NOT_CHECKED)),
        since=described(MOMENT, "When it came into this state."),
    ),
    "Article": shape(**ARTICLE_MEMBERS),
    "Passage": shape("A part of an article's text, with its offsets in the whole.", start=WHOLE, end=WHOLE, text=TEXT),
    "ArticleDetail": shape(
        **ARTICLE_MEMBERS, text=MAYBE_TEXT, passages=array(ref("Passage")), claims=array(ref("Claim"))
    ),
    "Participant": shape(
        speaker=shape(id=UUID, name=TEXT, kind=one_of(Speaker.Kind.values)),
        role=ref("Words"),
        ballot_number=MAYBE_WHOLE,
        counts=described(ref("ClaimCounts"), "Their claims at this event."),
    ),
    "Dropped": {
        "type": "object",
        "additionalProperties": WHOLE,
        "propertyNames": {"enum": list(DISMISSALS)},
        "description": "How many claims an editor left out, suggestions of the machine among them, by the reason.",
    },
    "Paused": shape(
        "The silence window of an election: tallies by verdict are not shown until then.", until=MOMENT, election=TEXT
    ),
    "Event": shape(
        id=UUID,
        title=TEXT,
        kind=one_of(Event.Kind.values),
        date=MAYBE_DAY,
        place=MAYBE_TEXT,
        election=MAYBE_TEXT,
        recording_url=MAYBE_ADDRESS,
        participants=array(ref("Participant")),
        claims=ref("ClaimCounts"),
        waiting=described(WHOLE, "Chosen claims still in work."),
        dropped=ref("Dropped"),
        paused=maybe(ref("Paused")),
        newsroom=ref("Newsroom"),
    ),
    "Speaker": shape(
        id=UUID,
        name=TEXT,
        kind=one_of(Speaker.Kind.values),
        same_as=MAYBE_ADDRESS,
        merged_into=described({"type": ["string", "null"], "format": "uuid"}, "The speaker this one is now known as."),
        claims=ref("ClaimCounts"),
        waiting=described(WHOLE, "Chosen claims still in work."),
        dropped=ref("Dropped"),
        verdicts={
            "type": ["object", "null"],
            "additionalProperties": WHOLE,
            "description": "How many claims under each verdict; null while the count is paused.",
        },
        paused=maybe(ref("Paused")),
        newsroom=ref("Newsroom"),
    ),
    "Rating": shape(slug=TEXT, label=ref("Words"), meaning=ref("Words"), rating=MAYBE_WHOLE),
    "VerdictScale": shape(scale=WHOLE, best=WHOLE, worst=WHOLE, results=array(ref("Rating"))),
    "ClaimChange": changed(
        "claim",
        [kind for kind in KINDS.values if kind not in NOT_CLAIMS],
        {"oneOf": [ref("PublishedClaim"), ref("Tombstone")]},
        "Something happened to a claim. `status` of its record says how it stands now, `kind` what happened then.",
    ),
    "EventChange": changed("event", [KINDS.EVENT], ref("Event"), "An event's sheet changed."),
    "SpeakerChange": changed(
        "speaker", [KINDS.SPEAKER], ref("Speaker"), "A speaker was renamed, merged or counted anew."
    ),
    "ArticleChange": changed(
        "article", [KINDS.ARTICLE], ref("Article"), "What of an article is being checked changed."
    ),
    "Change": {"oneOf": [ref(f"{noun}Change") for noun in ("Claim", "Event", "Speaker", "Article")]},
    "Changes": shape(
        epoch=described(UUID, "A new one means: start again from a snapshot."),
        last=described(WHOLE, "The `after` of your next request."),
        end=described(WHOLE, "The newest sequence there is."),
        more=described(YES_OR_NO, "Whether there is more to fetch at once."),
        results=array(ref("Change")),
    ),
    "Problem": {
        **shape(
            "An error, as RFC 9457 describes it.",
            type=described(ADDRESS, "The kind of error, described at this address."),
            title=TEXT,
            status=WHOLE,
            detail=TEXT,
        ),
    },
    "Index": shape(
        claims=ADDRESS,
        articles=ADDRESS,
        events=ADDRESS,
        speakers=ADDRESS,
        verdicts=ADDRESS,
        changes=ADDRESS,
        match=ADDRESS,
        schema=ADDRESS,
        docs=ADDRESS,
    ),
}
RECORDS["Problem"]["properties"] |= {
    "parameter": described(TEXT, "The parameter at fault."),
    "unknown": described(array(TEXT), "The parameters that this address does not have."),
    "known": described(array(TEXT), "The parameters that it has."),
    "most": described(WHOLE, "How long the text may be, in characters."),
}
PAGES = {
    "ClaimPage": page("Claim"),
    "HistoryPage": page("Version"),
    "ArticlePage": page("Article"),
    "EventPage": page("Event"),
    "SpeakerPage": page("Speaker"),
}
SCHEMAS = {**PARTS, **RECORDS, **PAGES}
