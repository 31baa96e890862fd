#!/bin/sh
# The two roles and the database, once, when the data folder of PostgreSQL is new (docker-entrypoint-initdb.d) or by
# hand on a server of your own: PGHOST=… PGUSER=postgres OWNER_PASSWORD=… APP_PASSWORD=… sh roles.sh
#   naichang_owner  owns the database and migrates it; no superuser
#   naichang_app    serves; owns nothing and cannot pass by row-level security
set -eu
: "${OWNER_PASSWORD:?}" "${APP_PASSWORD:?}"

# :'name' is quoted by psql itself. In a DO block it would not be replaced, hence \gexec. Passwords go through the
# environment, not the command line, where every user of the machine could read them.
psql -v ON_ERROR_STOP=1 --no-psqlrc --quiet --username "${POSTGRES_USER:-${PGUSER:-postgres}}" --dbname postgres << 'SQL'
\getenv owner_password OWNER_PASSWORD
\getenv app_password APP_PASSWORD
SELECT 'CREATE ROLE ' || name
FROM (VALUES ('naichang_owner'), ('naichang_app')) AS wanted (name)
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) \gexec
ALTER ROLE naichang_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'owner_password';
ALTER ROLE naichang_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'app_password';
SELECT 'CREATE DATABASE naichang OWNER naichang_owner'
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'naichang') \gexec
REVOKE ALL ON DATABASE naichang FROM PUBLIC;
GRANT CONNECT ON DATABASE naichang TO naichang_app;
SQL
