-- A quarantined line can be let go: settled without a record, with who said so and why. It stays, so that the same line
-- of a file imported again is known.
ALTER TABLE import_quarantine
  ADD COLUMN discarded_by text,
  ADD COLUMN discarded_because text,
  ADD CHECK ((discarded_by IS NULL) = (discarded_because IS NULL)),
  ADD CHECK (discarded_by IS NULL OR settled_at IS NOT NULL);

-- Jobs on several nodes, booked on the first.
ALTER TABLE import_run ADD COLUMN several_nodes bigint NOT NULL DEFAULT 0;

-- Our own attempts by when they ended: what was measured is looked up by it, however many records are imported.
CREATE INDEX usage_record_own ON usage_record (ended_at) WHERE order_id IS NOT NULL;

-- Sums are raised again and again: with room in their pages a raised row stays beside the old one, and its index entry
-- stays what it is.
ALTER TABLE usage_day SET (fillfactor = 80);
ALTER TABLE usage_month SET (fillfactor = 50);
ALTER TABLE usage_machine_day SET (fillfactor = 50);
