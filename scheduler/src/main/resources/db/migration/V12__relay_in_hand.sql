-- Which rows the relay has in hand: those of batch last_batch, whose fate is not known. Rows are not marked one by one, so a
-- record costs an insert and a delete, and no update of its indexes between them.
ALTER TABLE relay_position ADD COLUMN in_hand bigint[] NOT NULL DEFAULT '{}';
UPDATE relay_position SET in_hand =
  coalesce((SELECT array_agg(id ORDER BY id) FROM outbox WHERE batch IS NOT NULL), '{}');
DROP INDEX outbox_batch;
DROP INDEX outbox_waiting;
ALTER TABLE outbox DROP COLUMN batch;
CREATE INDEX outbox_waiting ON outbox (urgent DESC, id);
