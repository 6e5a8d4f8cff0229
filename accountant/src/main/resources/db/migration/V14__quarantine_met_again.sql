-- The run that met a quarantined line last, so that whoever imports a file again finds its lines under that run, too.
ALTER TABLE import_quarantine ADD COLUMN last_run bigint REFERENCES import_run;
UPDATE import_quarantine SET last_run = run;
ALTER TABLE import_quarantine ALTER COLUMN last_run SET NOT NULL;
