"""A published claim as schema.org ClaimReview, with the fields that Google's guidelines require and recommend."""

from django.utils.translation import gettext as _

from claims.shown.tags import chosen


def claim_review(record, url):
    """The ClaimReview of a published record (contract's claim object) at the address `url`, in the present language.

    A verdict without a number has only its word: no rating value may stand for "unproven".
    """
    review = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": url,
        "datePublished": record["published_at"],
        "dateModified": record["updated_at"],
        "inLanguage": chosen(record["summary"])[1] or record["language"],
        "author": {
            "@type": "Organization",
            "name": record["newsroom"]["name"],
            "url": record["newsroom"]["url"],
        },
        "claimReviewed": claim_reviewed(record),
        "reviewRating": rating(record),
        "itemReviewed": item(record),
    }
    if record["corrections"]:
        review["correction"] = [correction(entry) for entry in record["corrections"]]
    return review


def claim_reviewed(record):
    """The assertion in one sentence; of a reported one it names the report."""
    claim = chosen(record["statement"])[0] or chosen(record["label"])[0] or record["quote"]
    if record["attribution"]["level"] == "confirmed":
        return claim
    reporter = record["article"]["publisher"] or record["article"]["title"]
    return _("%(claim)s (as reported by %(reporter)s)") % {"claim": claim.rstrip(". "), "reporter": reporter}


def rating(record):
    verdict = record["verdict"]
    rated = {"@type": "Rating", "alternateName": chosen(verdict["label"])[0] or verdict["slug"]}
    if summary := chosen(record["summary"])[0]:
        rated["ratingExplanation"] = summary
    if verdict["rating"] is not None:
        rated |= {"ratingValue": verdict["rating"], "bestRating": verdict["best"], "worstRating": verdict["worst"]}
    return rated


def item(record):
    """The claim: by whom, when, and where it can be read or heard."""
    claim = {"@type": "Claim"}
    if record["speaker"]:
        claim["author"] = author(record["speaker"])
    if record["said_on"]:
        claim["datePublished"] = record["said_on"]
    article = {"@type": "CreativeWork", "headline": record["article"]["title"]}
    article |= {"url": record["article"]["url"]} if record["article"]["url"] else {}
    article |= {"datePublished": record["article"]["published_on"]} if record["article"]["published_on"] else {}
    if record["article"]["publisher"]:
        article["publisher"] = {"@type": "Organization", "name": record["article"]["publisher"]}
    recording = record["attribution"]["level"] == "confirmed" and record["attribution"]["url"]
    claim["firstAppearance"] = {"@type": "CreativeWork", "url": recording} if recording else article
    claim["appearance"] = [article]
    return claim


def author(speaker):
    kind = "Person" if speaker["kind"] == "person" else "Organization"
    who = {"@type": kind, "name": speaker["name"]}
    role = chosen(speaker["role"])[0]
    if role and kind == "Person":
        who["jobTitle"] = role
    if speaker["same_as"]:
        who["sameAs"] = speaker["same_as"]
    return who


def correction(entry):
    comment = {"@type": "CorrectionComment", "datePublished": entry["at"]}
    if note := chosen(entry["note"])[0]:
        comment["text"] = note
    return comment
