#!/bin/sh
# Run by the PostgreSQL image when its volume is new. Afterwards the superuser has no password, so nobody can be it over the
# network; inside the container `psql -U postgres` still works.
set -eu
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
  -v app=dispatchai -v password="$POSTGRES_PASSWORD" --file /docker-entrypoint-initdb.d/sql/roles.sql
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" -c 'ALTER ROLE CURRENT_USER PASSWORD NULL'
