-- What each machine is doing, as far as operators may have to hear of it.
CREATE TABLE machine_watch (
  machine     text PRIMARY KEY,
  state       text NOT NULL,
  since       timestamptz NOT NULL, -- broker's time of the first status with this state
  recorded_at timestamptz NOT NULL, -- of the last one
  message     text,
  told        boolean NOT NULL
);

-- Dead letters seen, by where they came from; told together.
CREATE TABLE dead_letter (
  topic     text NOT NULL,
  "partition" integer NOT NULL,
  "offset"    bigint NOT NULL,
  source    text NOT NULL,
  reader    text NOT NULL,
  error     text NOT NULL,
  recorded_at timestamptz NOT NULL,
  notice_id text,                   -- the notice that told of it
  PRIMARY KEY (topic, "partition", "offset")
);

CREATE INDEX dead_letter_untold ON dead_letter (recorded_at) WHERE notice_id IS NULL;

-- When operators heard of something last, so that they don't hear of it all the time.
CREATE TABLE last_told (
  what    text PRIMARY KEY,
  told_at timestamptz NOT NULL,
  open    boolean NOT NULL
);
