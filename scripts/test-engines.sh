#!/usr/bin/env bash
# Checks the exported rate book in ClickHouse (chdb, from npm, in a folder of its own) and PostgreSQL (apt) against the kernel.
# test-engines.sh [ROWS]; ENGINES="clickhouse" or "postgres" for one of them. CHDB=FOLDER uses a chdb that is there already.
set -euo pipefail
cd "$(dirname "$0")/.."
rows="${1:-225000}"
engines="${ENGINES:-clickhouse postgres}"
work="$(mktemp -d)"
chmod 755 "$work"
trap 'rm -rf "$work"' EXIT

node dist/scripts/test-engines-data.js "$work" "$rows"

if [[ "$engines" == *clickhouse* ]]; then
  chdb="${CHDB:-$work/chdb}"
  if [ ! -d "$chdb/node_modules/chdb" ]; then
    mkdir -p "$chdb"
    echo '{"private": true}' >"$chdb/package.json"
    npm install --prefix "$chdb" --no-save --no-audit --no-fund --loglevel=error chdb@3.4.0 >/dev/null
  fi
  node dist/scripts/test-engines-clickhouse.js "$work" "$chdb"
fi
[[ "$engines" == *postgres* ]] || exit 0

find_postgres() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -1; }
if [ -z "$(find_postgres)" ]; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql >/dev/null
fi
bin="$(find_postgres)"
user=""
[ "$(id -u)" = 0 ] && { user="postgres"; chown -R postgres "$work"; }
as() { if [ -n "$user" ]; then su -s /bin/bash "$user" -c "$*"; else bash -c "$*"; fi; }
as "$bin/initdb -D $work/pg -A trust -U rosenbad >/dev/null"
as "$bin/pg_ctl -D $work/pg -o '-k $work -c listen_addresses=' -l $work/pg.log -w start >/dev/null"
trap 'as "$bin/pg_ctl -D $work/pg -m immediate stop >/dev/null" || true; rm -rf "$work"' EXIT
as "cd $work && cat postgres-load.sql postgres-entries.sql postgres.sql | PGOPTIONS=--client-min-messages=warning psql -q -v ON_ERROR_STOP=1 -h $work -U rosenbad -d postgres"
as "psql -At -F, -h $work -U rosenbad -d postgres -c 'SELECT id, low, high FROM duty_answers ORDER BY id'" >"$work/postgres.csv"
cmp "$work/wanted.csv" "$work/postgres.csv"
echo "PostgreSQL $("$bin/postgres" --version | grep -oE '[0-9]+\.[0-9]+' | head -1): the same cents on $(wc -l <"$work/wanted.csv") entries"
