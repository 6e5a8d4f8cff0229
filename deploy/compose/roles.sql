-- Run once by the PostgreSQL image, on an empty volume, by its administrator in the database tacet.
-- One login role per service; each owns the schema of its name and can use no other.
\getenv scheduler SCHEDULER_PASSWORD
\getenv notifier NOTIFIER_PASSWORD
\getenv accountant ACCOUNTANT_PASSWORD
\getenv registry REGISTRY_PASSWORD

CREATE ROLE scheduler LOGIN PASSWORD :'scheduler';
CREATE ROLE notifier LOGIN PASSWORD :'notifier';
CREATE ROLE accountant LOGIN PASSWORD :'accountant';
CREATE ROLE registry LOGIN PASSWORD :'registry';

REVOKE ALL ON DATABASE tacet FROM PUBLIC;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE tacet TO scheduler, notifier, accountant, registry;

CREATE SCHEMA scheduler AUTHORIZATION scheduler;
CREATE SCHEMA notifier AUTHORIZATION notifier;
CREATE SCHEMA accountant AUTHORIZATION accountant;
CREATE SCHEMA registry AUTHORIZATION registry;

ALTER ROLE scheduler SET search_path = scheduler;
ALTER ROLE notifier SET search_path = notifier;
ALTER ROLE accountant SET search_path = accountant;
ALTER ROLE registry SET search_path = registry;
