-- What each phase asked of the machine, from its statistics. Null: not measured.
CREATE VIEW phase_load AS
SELECT job_id, attempt, coalesce(order_id, '') AS order_id, phase, repeat, micros,
  cpu_share,
  CASE WHEN memory_used > memory_total THEN 1 ELSE memory_used / nullif(memory_total, 0) END AS memory_share,
  memory_stall / nullif(micros, 0) AS memory_stall,
  disk_bytes * 1e6 / nullif(micros, 0) AS disk_bytes_per_second,
  disk_stall / nullif(micros, 0) AS disk_stall,
  network_bytes * 1e6 / nullif(micros, 0) AS network_bytes_per_second
FROM (
  SELECT job_id, attempt, order_id, phase, repeat,
    max(sum) FILTER (WHERE metric = 'phase_time_syscall_system') AS micros,
    coalesce(max(mean) FILTER (WHERE metric = 'cpu_utilization_procfs_system'),
      max(mean) FILTER (WHERE metric = 'cpu_utilization_cgroup_job')) / 10000 AS cpu_share,
    max(max) FILTER (WHERE metric = 'memory_used_procfs_system') AS memory_used,
    max(mean) FILTER (WHERE metric = 'virtual_memory_total_procfs_system') AS memory_total,
    coalesce(max(sum) FILTER (WHERE metric = 'pressure_memory_some_cgroup_job'),
      max(sum) FILTER (WHERE metric = 'pressure_memory_some_procfs_system')) AS memory_stall,
    coalesce(sum(sum) FILTER (WHERE metric = 'disk_io_procfs_system'),
      max(sum) FILTER (WHERE metric = 'disk_io_cgroup_job')) AS disk_bytes,
    coalesce(max(sum) FILTER (WHERE metric = 'pressure_io_some_cgroup_job'),
      max(sum) FILTER (WHERE metric = 'pressure_io_some_procfs_system')) AS disk_stall,
    sum(sum) FILTER (WHERE metric = 'network_io_procfs_system' AND detail IS DISTINCT FROM 'lo') AS network_bytes
  FROM phase_statistics GROUP BY job_id, attempt, order_id, phase, repeat
) AS figures
WHERE micros > 0;

-- The same, kept: a summary of a project reads rows, not statistics.
CREATE TABLE phase_use (
  job_id   text NOT NULL,
  attempt  integer NOT NULL,
  order_id text NOT NULL,
  phase    text NOT NULL,
  repeat   integer NOT NULL,
  micros   double precision NOT NULL CHECK (micros > 0),
  cpu_share double precision,                -- of all CPUs' time
  memory_share double precision,             -- greatest, of the machine's memory
  memory_stall double precision,             -- share of time in which a task waited for memory
  disk_bytes_per_second double precision,
  disk_stall double precision,               -- share of time in which a task waited for a disk
  network_bytes_per_second double precision,
  PRIMARY KEY (job_id, attempt, order_id, phase, repeat)
);

INSERT INTO phase_use SELECT * FROM phase_load;
