#!/usr/bin/env bash
# Checks the exported rate book in ClickHouse (chdb) and PostgreSQL against the kernel. Installs both; needs Python 3, pip and apt.
# test-engines.sh [ROWS]; ENGINES="clickhouse" or "postgres" for one of them.
set -euo pipefail
cd "$(dirname "$0")/.."
rows="${1:-200000}"
engines="${ENGINES:-clickhouse postgres}"
work="$(mktemp -d)"
chmod 755 "$work"
trap 'rm -rf "$work"' EXIT

node dist/scripts/test-engines-data.js "$work" "$rows"

if [[ "$engines" == *clickhouse* ]]; then
  python3 -m venv "$work/venv"
  "$work/venv/bin/pip" install --quiet chdb
  "$work/venv/bin/python" scripts/test-engines-clickhouse.py "$work"
fi
[[ "$engines" == *postgres* ]] || exit 0

if ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then
  apt-get update -qq && apt-get install -y -qq postgresql >/dev/null
fi
bin="$(ls -d /usr/lib/postgresql/*/bin | tail -1)"
user=""
[ "$(id -u)" = 0 ] && { user="postgres"; chown -R postgres "$work"; }
as() { if [ -n "$user" ]; then su -s /bin/bash "$user" -c "$*"; else bash -c "$*"; fi; }
as "$bin/initdb -D $work/pg -A trust -U rosenbad >/dev/null"
as "$bin/pg_ctl -D $work/pg -o '-k $work -c listen_addresses=' -l $work/pg.log -w start >/dev/null"
trap 'as "$bin/pg_ctl -D $work/pg -m immediate stop >/dev/null" || true; rm -rf "$work"' EXIT
as "psql -q -v ON_ERROR_STOP=1 -h $work -U rosenbad -d postgres -f $work/postgres-load.sql -f $work/postgres.sql"
as "psql -At -F, -h $work -U rosenbad -d postgres -c 'SELECT id, low, high FROM duty_answers ORDER BY id'" >"$work/postgres.csv"
cmp "$work/wanted.csv" "$work/postgres.csv" && echo "PostgreSQL: the same cents on $(wc -l <"$work/wanted.csv") entries"
