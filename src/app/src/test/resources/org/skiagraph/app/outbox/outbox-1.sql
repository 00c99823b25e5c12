-- The store as its first version made it.
CREATE TABLE job (
    id TEXT PRIMARY KEY,
    submission_key TEXT NOT NULL UNIQUE,
    clock TEXT NOT NULL,
    request TEXT NOT NULL,
    destinations TEXT NOT NULL,
    by_rule INTEGER NOT NULL,
    tags TEXT NOT NULL,
    review INTEGER NOT NULL,
    state TEXT NOT NULL,
    detail TEXT NOT NULL,
    holder TEXT,
    queued INTEGER NOT NULL
) STRICT;

CREATE TABLE instance (
    sop_instance_uid TEXT PRIMARY KEY,
    sop_class_uid TEXT NOT NULL,
    study_instance_uid TEXT NOT NULL,
    file TEXT NOT NULL,
    verdict TEXT NOT NULL
) STRICT;

CREATE TABLE delivery (
    sop_instance_uid TEXT NOT NULL REFERENCES instance,
    destination TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    queued INTEGER NOT NULL,
    next INTEGER NOT NULL,
    asked INTEGER NOT NULL,
    detail TEXT NOT NULL,
    PRIMARY KEY (sop_instance_uid, destination)
) STRICT;

CREATE TABLE commitment (
    transaction_uid TEXT NOT NULL,
    sop_instance_uid TEXT NOT NULL,
    destination TEXT NOT NULL,
    asked INTEGER NOT NULL,
    PRIMARY KEY (transaction_uid, sop_instance_uid)
) STRICT;

CREATE TABLE breaker (
    destination TEXT PRIMARY KEY,
    failures INTEGER NOT NULL,
    closed_until INTEGER NOT NULL,
    detail TEXT NOT NULL
) STRICT;

CREATE INDEX delivery_due ON delivery (destination, state, next);

CREATE INDEX instance_study ON instance (study_instance_uid);
