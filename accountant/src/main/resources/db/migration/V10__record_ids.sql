-- An imported record was known by source, cluster and the text of its key: a hundred bytes, twice. Now it is known by
-- sixteen: the second it started in, so that what is imported in the order it ran lies together in the index, and a
-- hash. Two records with one hash would be a conflict, put aside and seen; at a thousand million records that is one
-- chance in 10^11.

-- seconds: of the start, since 1970; 0 where there is none, and for our own, which an order alone tells apart.
CREATE FUNCTION usage_record_id(source text, cluster text, record_key text, seconds bigint)
RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (lpad(to_hex($4 & 4294967295), 8, '0')
    || encode(substr(sha256(convert_to($1 || E'\n' || $2 || E'\n' || $3, 'UTF8')), 1, 12), 'hex'))::uuid
$$;

ALTER TABLE usage_record ADD COLUMN record_id uuid;

UPDATE usage_record SET record_id = usage_record_id(source, cluster, record_key,
  CASE WHEN source = 'tacet' OR started_at IS NULL THEN 0 ELSE floor(extract(epoch FROM started_at))::bigint END);

ALTER TABLE usage_record
  DROP CONSTRAINT usage_record_pkey,
  DROP COLUMN record_key,
  ADD PRIMARY KEY (record_id);
