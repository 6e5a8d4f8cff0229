-- What each user wants to get; nothing here: all.
CREATE TABLE preference (
  user_id    text PRIMARY KEY,
  choice     text NOT NULL CHECK (choice IN ('ALL', 'FAILURES', 'DIGEST', 'NONE')),
  changed_at timestamptz NOT NULL
);

-- Signs the links in mails, unless the configuration has a key. Made once.
CREATE TABLE signing_key (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  key      bytea NOT NULL
);

ALTER TABLE directory_user ADD COLUMN token_hashes text[] NOT NULL DEFAULT '{}';
CREATE INDEX directory_user_token ON directory_user USING gin (token_hashes);
