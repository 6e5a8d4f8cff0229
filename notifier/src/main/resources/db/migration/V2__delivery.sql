-- Mails that are not sent by themselves, and recipients that are left alone for a while.
ALTER TABLE mail
  ADD COLUMN failure   boolean NOT NULL DEFAULT true, -- wanted by those who want to hear of failures only
  ADD COLUMN written_at timestamptz NOT NULL DEFAULT now(),
  ADD COLUMN chart     bytea,                         -- PNG, shown in the HTML as cid:chart
  ADD COLUMN deferrals integer NOT NULL DEFAULT 0,    -- times the mail server turned it away for now
  ADD COLUMN why_aside text CHECK (why_aside IN ('CHOICE', 'RATE', 'EXPIRED')),
  ADD COLUMN digest_id bigint REFERENCES mail,        -- the mail that tells of this one
  DROP CONSTRAINT mail_state_check,
  ADD CONSTRAINT mail_state_check CHECK (state IN
    ('PENDING', 'SENDING', 'SENT', 'FAILED', 'GIVEN_UP', 'COLLECTED', 'IN_DIGEST', 'UNWANTED'));

CREATE INDEX mail_collected ON mail (recipient) WHERE state = 'COLLECTED';
CREATE INDEX mail_sent_to ON mail (recipient, sent_at) WHERE state = 'SENT';
CREATE UNIQUE INDEX mail_open_digest ON mail (recipient)
  WHERE kind = 'digest' AND state IN ('PENDING', 'SENDING');

-- A recipient whose mail was turned away for now: no other mail is tried before this time.
CREATE TABLE recipient_hold (
  recipient  text PRIMARY KEY,
  failures   integer NOT NULL,
  held_until timestamptz NOT NULL
);

-- Several notices may be about the same thing and make one mail to each recipient.
ALTER TABLE notice
  ADD COLUMN about   text,
  ADD COLUMN failure boolean NOT NULL DEFAULT true,
  ADD COLUMN chart   bytea;
UPDATE notice SET about = event_id;
ALTER TABLE notice ALTER COLUMN about SET NOT NULL;
