-- Which kind of forgery a dead letter was taken for; empty: it could not be read or stored.
ALTER TABLE dead_letter ADD COLUMN forged text NOT NULL DEFAULT '';
