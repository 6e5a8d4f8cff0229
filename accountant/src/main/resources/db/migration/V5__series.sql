-- Series grow old: samples become buckets, buckets become wider, and in the end they go.
ALTER TABLE metric_series
  ADD COLUMN ended_at timestamptz,                   -- of the last sample, or bucket's begin
  ADD COLUMN resolution_micros bigint NOT NULL DEFAULT 0,  -- width of a bucket; 0: samples as they came
  ADD COLUMN minimums double precision[],            -- of each bucket; null: samples as they came
  ADD COLUMN maximums double precision[],
  ADD COLUMN counts   bigint[];                      -- samples in each bucket

UPDATE metric_series SET ended_at =
  started_at + coalesce(offsets_micros[samples], 0) * interval '1 microsecond';

ALTER TABLE metric_series
  ALTER COLUMN ended_at SET NOT NULL,
  ADD CHECK (resolution_micros >= 0),
  ADD CHECK ((resolution_micros = 0) = (counts IS NULL)),
  ADD CHECK (counts IS NULL OR cardinality(counts) = samples AND cardinality(minimums) = samples
    AND cardinality(maximums) = samples);

CREATE INDEX metric_series_age ON metric_series (resolution_micros, ended_at);
CREATE INDEX metric_series_end ON metric_series (ended_at);
CREATE INDEX metric_series_machine ON metric_series (machine, metric, started_at);

-- One row per sample, or bucket, for Grafana and the like. A filter on chunk_started_at and chunk_ended_at spares
-- reading the chunks of other times.
CREATE VIEW metric_sample AS
SELECT s.started_at + x.at * interval '1 microsecond' AS time, s.machine, s.job_id, s.attempt, s.phase, s.repeat,
  s.metric, s.detail, s.unit, x.value, coalesce(x.minimum, x.value) AS minimum, coalesce(x.maximum, x.value) AS maximum,
  coalesce(x.count, 1) AS count, s.resolution_micros, s.started_at AS chunk_started_at, s.ended_at AS chunk_ended_at
FROM metric_series s
CROSS JOIN LATERAL unnest(s.offsets_micros, s.sample_values, s.minimums, s.maximums, s.counts)
  AS x (at, value, minimum, maximum, count);
