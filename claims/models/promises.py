"""Promises that constraints cannot say, held by triggers, the same on PostgreSQL and SQLite.

- An audit entry and an article's text are never changed or deleted.
- A claim becomes public, or public under another verdict, only where that verdict is approved and has a rating, a
  summary and an explanation in the article's language, and the claim at least one source.

`remove` exists for test set-up, which empties tables between tests, and puts them back with `install`.
"""

from django.db import connections

APPEND_ONLY = {
    "claims_auditentry": None,
    "claims_articletext": ("content", "received", "sha256", "article_id", "number"),
}

PG_REFUSE = """
CREATE OR REPLACE FUNCTION factcheck_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""

PG_PUBLIC = """
CREATE OR REPLACE FUNCTION factcheck_public_claim() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT {complete} THEN
    RAISE EXCEPTION 'a published claim needs an approved verdict, summary, explanation and a source'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
"""

COMPLETE = """(
  EXISTS (SELECT 1 FROM claims_verdict v JOIN claims_article a ON a.id = NEW.article_id
          WHERE v.id = NEW.live_id AND v.claim_id = NEW.id AND v.rating_id IS NOT NULL
            AND v.approved_by_id IS NOT NULL AND v.published_at IS NOT NULL
            AND COALESCE({summary}, '') <> '' AND COALESCE({explanation}, '') <> '')
  AND EXISTS (SELECT 1 FROM claims_source s WHERE s.claim_id = NEW.id AND s.removed_at IS NULL)
)"""


# A claim already public under the same verdict may move on (a hold, a release) while its sources are being reworked.
BECOMES_PUBLIC = """NEW.public IN ('published', 'held')
  AND (OLD.public NOT IN ('published', 'held') OR OLD.live_id IS NULL OR OLD.live_id <> NEW.live_id)"""


def complete(vendor):
    """The condition on NEW that a public claim must meet, in the database's own way of reading JSON."""
    if vendor == "postgresql":
        return COMPLETE.format(summary="v.summary ->> a.language", explanation="v.explanation ->> a.language")
    return COMPLETE.format(
        summary="json_extract(v.summary, '$.' || a.language)",
        explanation="json_extract(v.explanation, '$.' || a.language)",
    )


def postgresql():
    yield PG_REFUSE
    for table, columns in APPEND_ONLY.items():
        update = f"UPDATE OF {', '.join(columns)}" if columns else "UPDATE"
        yield (
            f"CREATE TRIGGER factcheck_kept BEFORE {update} OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION factcheck_refuse()"
        )
        yield (
            f"CREATE TRIGGER factcheck_kept_whole BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION factcheck_refuse()"
        )
    yield PG_PUBLIC.replace("{complete}", complete("postgresql"))
    yield (
        "CREATE TRIGGER factcheck_public_new BEFORE INSERT ON claims_claim "
        "FOR EACH ROW WHEN (NEW.public IN ('published', 'held')) EXECUTE FUNCTION factcheck_public_claim()"
    )
    yield (
        "CREATE TRIGGER factcheck_public BEFORE UPDATE OF public, live_id ON claims_claim FOR EACH ROW "
        f"WHEN ({BECOMES_PUBLIC}) EXECUTE FUNCTION factcheck_public_claim()"
    )


def sqlite():
    for table, columns in APPEND_ONLY.items():
        update = f"UPDATE OF {', '.join(columns)}" if columns else "UPDATE"
        for name, event in (("changed", update), ("deleted", "DELETE")):
            yield (
                f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed or deleted'); END"
            )
    steps = (
        ("inserted", "INSERT", "NEW.public IN ('published', 'held')"),
        ("moved", "UPDATE OF public, live_id", f"({BECOMES_PUBLIC})"),
    )
    for name, event, when in steps:
        yield (
            f"CREATE TRIGGER claims_claim_public_{name} BEFORE {event} ON claims_claim "
            f"WHEN {when} AND NOT {complete('sqlite')} "
            "BEGIN SELECT RAISE(ABORT, "
            "'a published claim needs an approved verdict, summary, explanation and a source'); END"
        )


def removals(vendor):
    if vendor == "postgresql":
        for table in APPEND_ONLY:
            yield f"DROP TRIGGER IF EXISTS factcheck_kept ON {table}"
            yield f"DROP TRIGGER IF EXISTS factcheck_kept_whole ON {table}"
        yield "DROP TRIGGER IF EXISTS factcheck_public ON claims_claim"
        yield "DROP TRIGGER IF EXISTS factcheck_public_new ON claims_claim"
        return
    for table in APPEND_ONLY:
        yield f"DROP TRIGGER IF EXISTS {table}_changed"
        yield f"DROP TRIGGER IF EXISTS {table}_deleted"
    yield "DROP TRIGGER IF EXISTS claims_claim_public_inserted"
    yield "DROP TRIGGER IF EXISTS claims_claim_public_moved"


def run(connection, statements):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def install(alias="default"):
    """Creates the triggers on the database `alias`."""
    connection = connections[alias]
    run(connection, postgresql() if connection.vendor == "postgresql" else sqlite())


def remove(alias="default"):
    """Drops the triggers on the database `alias`."""
    connection = connections[alias]
    run(connection, removals(connection.vendor))
