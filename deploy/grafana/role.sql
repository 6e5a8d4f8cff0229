-- Run once with psql by the administrator, in the database of the services, with the password in the environment as
-- TACET_GRAFANA_DB_PASSWORD. The role may look at the views made for dashboards (board_...) and at nothing else: at its
-- start each service lets it read its own.
\getenv password TACET_GRAFANA_DB_PASSWORD

CREATE ROLE grafana LOGIN NOINHERIT CONNECTION LIMIT 20 PASSWORD :'password';
ALTER ROLE grafana SET default_transaction_read_only = on;
ALTER ROLE grafana SET statement_timeout = '30s';
GRANT CONNECT ON DATABASE :"DBNAME" TO grafana;
