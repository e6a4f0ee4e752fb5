"""What every installation starts from: role groups, one newsroom, its first rating scale, the sequence."""

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from claims.models import Newsroom, Rating, Sequence, VerdictScale, words
from claims.workflow import Role

# Slug, label, meaning, number: the default scale of the contract.
DEFAULT_SCALE = (
    (
        "true",
        words("Benar", "True"),
        words(
            "Sesuai dengan bukti, tanpa hal penting yang hilang.",
            "The evidence bears it out; nothing of weight is missing.",
        ),
        5,
    ),
    (
        "mostly-true",
        words("Sebagian Besar Benar", "Mostly True"),
        words(
            "Pokoknya benar, tetapi rinciannya perlu diluruskan.", "Right in the main; a detail needs setting straight."
        ),
        4,
    ),
    (
        "partly-true",
        words("Sebagian Benar", "Partly True"),
        words("Ada bagian yang benar dan ada yang tidak.", "One part holds and another does not."),
        3,
    ),
    (
        "misleading",
        words("Menyesatkan", "Misleading"),
        words(
            "Memakai fakta sedemikian rupa sehingga kesannya keliru.",
            "Uses facts in a way that leaves a wrong impression.",
        ),
        2,
    ),
    (
        "false",
        words("Salah", "False"),
        words("Bertentangan dengan bukti.", "The evidence contradicts it."),
        1,
    ),
    (
        "unproven",
        words("Belum Terbukti", "Unproven"),
        words("Bukti yang ada belum cukup untuk menilai.", "The evidence so far does not settle it."),
        None,
    ),
    (
        "unverifiable",
        words("Tidak Dapat Diverifikasi", "Unverifiable"),
        words("Tidak ada bukti terbuka yang dapat menguji klaim ini.", "No open evidence could test it."),
        None,
    ),
    (
        "missing-context",
        words("Kurang Konteks", "Missing Context"),
        words(
            "Benar secara harfiah, tetapi konteksnya mengubah arti.",
            "Literally so, but the context changes what it means.",
        ),
        None,
    ),
)


@transaction.atomic
def ensure():
    """Creates what is not there yet; changes nothing that is. Safe to run any number of times."""
    for role in Role:
        Group.objects.get_or_create(name=role)
    Sequence.objects.get_or_create(pk=1)
    newsroom = Newsroom.objects.default() or Newsroom.objects.create(
        slug="newsroom", name="Factcheck", time_zone=settings.TIME_ZONE
    )
    if not newsroom.scales.exists():
        add_scale(newsroom, DEFAULT_SCALE)


def add_scale(newsroom, steps):
    """A new version of the newsroom's rating scale from (slug, label, meaning, number) rows; returns it."""
    last = newsroom.scales.order_by("-version").first()
    scale = VerdictScale.objects.create(
        newsroom=newsroom, version=last.version + 1 if last else 1, created_at=timezone.now()
    )
    Rating.objects.bulk_create(
        Rating(scale=scale, slug=slug, label=label, meaning=meaning, number=number, position=position)
        for position, (slug, label, meaning, number) in enumerate(steps)
    )
    return scale
