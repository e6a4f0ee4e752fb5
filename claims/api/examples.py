"""One example of each answer, about a city and people who do not exist. A test holds them against their schemas."""

HOST = "https://cekfakta.example"
API = f"{HOST}/api/v1"
SPEAKER = "0b6f2f53-3a55-4a5e-8d4f-5f0f6a1f7c11"
EVENT = "5d0c8c2e-7a5b-4e0b-9f61-1f1f2b7f4a22"
ARTICLE = "9a3d6d0c-51f7-4b6a-8a57-7d4d0c2e9b33"
CLAIM = "c2b9b8f4-0f5e-4f0e-b6b9-3d2f7e6a1c44"
SHA256 = "4f2d1c0b9a8e7d6c5b4a3f2e1d0c9b8a7f6e5d4c3b2a1f0e9d8c7b6a5f4e3d2c"
NEWSROOM = {"id": "1e7c4a90-2b3d-4c5e-8f60-7a8b9c0d1e55", "name": "Redaksi Contoh", "url": HOST}
QUOTE = "jumlah taman kota sudah 45 dari target 60"


def pair(id, en=None):
    return {"id": id, "en": en}


EVENT_PART = {"id": EVENT, "title": "Debat Wali Kota Tirtanusa", "kind": "debate"}
ARTICLE_PART = {
    "id": ARTICLE,
    "title": "Adu data di debat Tirtanusa",
    "url": "https://warta.example/debat-tirtanusa",
    "publisher": "Warta Contoh",
    "published_on": "2026-10-05",
}
CORRECTION = {
    "version": 2,
    "at": "2026-10-09T02:30:00Z",
    "material": True,
    "from": "true",
    "to": "mostly-true",
    "note": pair("Angka terbaru menunjukkan 44 taman.", "The newest count shows 44 parks."),
}
PUBLISHED = {
    "id": CLAIM,
    "url": f"{HOST}/claims/{CLAIM}/",
    "status": "published",
    "language": "id",
    "quote": QUOTE,
    "mode": "direct",
    "attribution": {"level": "confirmed", "url": "https://rekaman.example/debat", "at": "01:12:07"},
    "label": pair("45 dari 60 taman kota", "45 of 60 city parks"),
    "statement": pair(
        "Kota Tirtanusa memiliki 45 taman kota dari target 60 pada tahun 2026.",
        "Tirtanusa has 45 city parks of a target of 60 in 2026.",
    ),
    "translated": {"en": "machine"},
    "speaker": {
        "id": SPEAKER,
        "name": "Laras Wiratama",
        "kind": "person",
        "role": pair("calon wali kota", "candidate for mayor"),
        "same_as": None,
    },
    "said_on": "2026-10-04",
    "place": "Kota Tirtanusa",
    "event": EVENT_PART,
    "article": {
        **ARTICLE_PART,
        "text_sha256": SHA256,
        "start": 120,
        "end": 120 + len(QUOTE),
        "prefix": "dalam debat itu ia mengatakan, “",
        "suffix": ",” lalu menutup pernyataannya.",
    },
    "figures": [
        {
            "measure": "taman kota",
            "subject": "Kota Tirtanusa",
            "value": 45,
            "of": 60,
            "unit": None,
            "raw": "45 dari target 60",
            "period": "2026",
            "approximate": False,
            "found": {"value": 44, "of": None, "source": 0},
        }
    ],
    "verdict": {
        "slug": "mostly-true",
        "label": pair("Sebagian Besar Benar", "Mostly True"),
        "rating": 4,
        "best": 5,
        "worst": 1,
        "scale": 1,
    },
    "summary": pair("Catatan dinas menyebut 44 taman.", "The city's own count is 44 parks."),
    "explanation_html": pair("<p>Satu taman masih dibangun.</p>"),
    "sources": [
        {
            "id": "7b1d5e2f-8c3a-4d6b-9e70-2f4a6c8e0b66",
            "kind": "web",
            "url": "https://data.tirtanusa.example/taman",
            "title": "Daftar taman kota",
            "publisher": "Dinas Pertamanan Tirtanusa",
            "published_on": "2026-09-30",
            "as_of": "2026",
            "stance": "refutes",
            "excerpt": "44 taman",
            "withheld": None,
            "state": "same",
            "checked_at": "2026-10-08T01:00:00Z",
            "archived": {"captured_at": "2026-10-05T09:00:00Z", "sha256": SHA256},
        }
    ],
    "confirmations": [
        {
            "to": "Tim kampanye Laras Wiratama",
            "channel": "email",
            "sent_at": "2026-10-05T03:00:00Z",
            "deadline": "2026-10-05T09:00:00Z",
            "answered_at": "2026-10-05T06:40:00Z",
            "answer": "Satu taman masih dibangun.",
        }
    ],
    "replies": [],
    "topics": [{"slug": "tata-kota", "label": pair("Tata kota", "City planning")}],
    "corrections": [CORRECTION],
    "newsroom": NEWSROOM,
    "license": "CC-BY-4.0",
    "version": 2,
    "revision": 0,
    "sequence": 1041,
    "published_at": "2026-10-05T10:00:00Z",
    "updated_at": "2026-10-09T02:30:00Z",
}
NOTICE = pair("Klaim ini ditinjau ulang karena ada data baru.", "This claim is under review because of new data.")
HELD = {
    **PUBLISHED,
    "status": "held",
    "notice": NOTICE,
    "verdict": None,
    "summary": pair(None),
    "explanation_html": pair(None),
    "figures": [{**PUBLISHED["figures"][0], "found": None}],
    "sources": [],
    "confirmations": [],
    "corrections": [],
}
TOMBSTONE = {
    "id": CLAIM,
    "url": PUBLISHED["url"],
    "version": 2,
    "status": "withdrawn",
    "notice": pair("Klaim ini ditarik: kutipan berasal dari orang lain.", "Withdrawn: somebody else said it."),
    "ground": "wrong_person",
}
ARTICLE_SHEET = {
    **ARTICLE_PART,
    "language": "id",
    "kind": "article",
    "event": EVENT_PART,
    "display": "excerpt",
    "complete": True,
    "text_sha256": SHA256,
    "length": 2413,
    "newsroom": NEWSROOM,
    "checking": [
        {
            "id": "5c1e7a90-2f4b-4d63-8a17-90c3e6b1d2f4",
            "start": 96,
            "end": 118,
            "state": "checking",
            "since": "2026-10-11T04:05:00Z",
        }
    ],
}
PASSAGE = {"start": 88, "end": 194, "text": f"Dalam debat itu ia mengatakan, “{QUOTE},” lalu menutup pernyataannya."}
COUNTS = {"chosen": 12, "checked": 9}
EVENT_SHEET = {
    **EVENT_PART,
    "date": "2026-10-04",
    "place": "Kota Tirtanusa",
    "election": "Pilkada Tirtanusa 2026",
    "recording_url": "https://rekaman.example/debat",
    "participants": [
        {
            "speaker": {"id": SPEAKER, "name": "Laras Wiratama", "kind": "person"},
            "role": pair("calon wali kota", "candidate for mayor"),
            "ballot_number": 2,
            "counts": {"chosen": 7, "checked": 5},
        }
    ],
    "claims": COUNTS,
    "waiting": 3,
    "dropped": {"not_checkable": 2, "trivial": 5},
    "paused": None,
    "newsroom": NEWSROOM,
}
SPEAKER_SHEET = {
    "id": SPEAKER,
    "name": "Laras Wiratama",
    "kind": "person",
    "same_as": None,
    "merged_into": None,
    "claims": COUNTS,
    "waiting": 3,
    "dropped": {"not_checkable": 2, "trivial": 5},
    "verdicts": {"false": 1, "mostly-true": 5, "true": 3},
    "paused": None,
    "newsroom": NEWSROOM,
}
CHANGES = {
    "epoch": "e4b1c7d2-6f3a-4b8c-9d0e-5a7b9c1d3e77",
    "last": 1044,
    "end": 1044,
    "more": False,
    "results": [
        {"sequence": 1041, "kind": "corrected", "at": "2026-10-09T02:30:00Z", "claim": TOMBSTONE},
        {"sequence": 1042, "kind": "withdrawn", "at": "2026-10-11T04:00:00Z", "claim": TOMBSTONE},
        {"sequence": 1043, "kind": "speaker", "at": "2026-10-11T04:00:00Z", "speaker": SPEAKER_SHEET},
        {"sequence": 1044, "kind": "article", "at": "2026-10-11T04:05:00Z", "article": ARTICLE_SHEET},
    ],
}
SCALE = {
    "scale": 1,
    "best": 5,
    "worst": 1,
    "results": [
        {
            "slug": "true",
            "label": pair("Benar", "True"),
            "meaning": pair(
                "Sesuai dengan bukti, tanpa hal penting yang hilang.",
                "The evidence bears it out; nothing of weight is missing.",
            ),
            "rating": 5,
        }
    ],
}
MATCH = {
    "kind": "other_figure",
    "score": 0.871204,
    "why": {
        "reasons": ["same_words", "same_measure", "other_figure"],
        "shared": ["taman", "Tirtanusa", "kota"],
        "figures": [{"text": "50", "claim": "45", "compared": "other_value"}],
    },
    "claim": PUBLISHED,
}
HISTORY = {"version": 2, "revision": 0, "sequence": 1041, "correction": CORRECTION, "claim": PUBLISHED}


def page(*results):
    return {"next": None, "previous": None, "results": list(results)}


ANSWERS = {
    "Index": {
        name: f"{API}/{name}/"
        for name in ("claims", "articles", "events", "speakers", "verdicts", "changes", "match", "schema", "docs")
    },
    "ClaimPage": {**page(PUBLISHED), "next": f"{API}/claims/?cursor=bgAGP3Xj2lcAwrm49A9eTw62uT0vfmocRKlb"},
    "Claim": PUBLISHED,
    "HistoryPage": page(HISTORY),
    "ArticlePage": page(ARTICLE_SHEET),
    "ArticleDetail": {**ARTICLE_SHEET, "text": None, "passages": [PASSAGE], "claims": [PUBLISHED]},
    "EventPage": page(EVENT_SHEET),
    "Event": EVENT_SHEET,
    "SpeakerPage": page(SPEAKER_SHEET),
    "Speaker": SPEAKER_SHEET,
    "VerdictScale": SCALE,
    "Changes": CHANGES,
    "Tombstone": TOMBSTONE,
    "MatchRequest": {"text": "Tirtanusa sudah punya 50 taman kota", "language": "id", "limit": 3},
    "Matches": {"language": "id", "results": [MATCH]},
}
PROBLEMS = {
    400: {
        "type": f"{API}/docs/#invalid-parameter",
        "title": "Value that the parameter does not take",
        "status": 400,
        "detail": "limit takes a whole number from 1 to 200.",
        "parameter": "limit",
    },
    404: {
        "type": f"{API}/docs/#not-found",
        "title": "Nothing public here",
        "status": 404,
        "detail": f"There is no published claim with the id '{CLAIM}'.",
    },
    410: {
        "type": f"{API}/docs/#gone",
        "title": "Public no more",
        "status": 410,
        "detail": f"No claim of the speaker with the id '{SPEAKER}' is public any more.",
    },
    406: {
        "type": f"{API}/docs/#not-acceptable",
        "title": "No representation that the request accepts",
        "status": 406,
        "detail": "The answer comes as application/json; the Accept header excludes that.",
    },
    413: {
        "type": f"{API}/docs/#too-large",
        "title": "Body that is too large",
        "status": 413,
        "detail": "The body has more than 65536 bytes. Send one statement of at most 2000 characters.",
    },
    415: {
        "type": f"{API}/docs/#unsupported-media-type",
        "title": "Body of another media type",
        "status": 415,
        "detail": "Send the body as application/json.",
    },
    422: {
        "type": f"{API}/docs/#text-out-of-bounds",
        "title": "Text that is empty or too long",
        "status": 422,
        "detail": "text takes 1 to 2000 characters; this one has 2400. Send one statement at a time.",
        "parameter": "text",
        "most": 2000,
    },
}
