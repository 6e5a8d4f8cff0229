-- Public keys that events are signed with. None is ever removed: events are kept longer than keys are used, and
-- from its first key on a machine or service signs all it writes.
CREATE TABLE signer_keys (
  key_id        text        PRIMARY KEY,
  public_key    bytea       NOT NULL CHECK (length(public_key) = 32),
  signer_kind   text        NOT NULL CHECK (signer_kind IN ('MACHINE', 'SERVICE')),
  signer        text        NOT NULL,
  registered_at timestamptz NOT NULL,
  registered_by text        NOT NULL,
  -- By the broker's time; null: no end
  valid_until   timestamptz
);
CREATE INDEX signer_keys_of ON signer_keys (signer_kind, signer, registered_at);
