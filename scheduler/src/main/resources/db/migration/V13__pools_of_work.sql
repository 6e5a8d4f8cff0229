-- From a pool that has work to its machines.
CREATE INDEX machine_pools_of ON machine_pools (pool, machine);
