# Joins the entries to the exported book in ClickHouse (chdb) and compares with the kernel's answers.
import json
import pathlib
import sys

from chdb import session

folder = pathlib.Path(sys.argv[1])
db = session.Session()
db.query("CREATE DATABASE check")
db.query("USE check")
for table in json.loads((folder / "tables.json").read_text()):
    columns = ", ".join(f"{name} {'String' if kind == 'text' else 'Int64'}" for name, kind in table["columns"])
    db.query(f"CREATE TABLE {table['name']} ({columns}) ENGINE = Memory")
    db.query(f"INSERT INTO {table['name']} SELECT * FROM file('{folder}/{table['name']}.csv', 'CSV')")
for statement in (folder / "clickhouse.sql").read_text().split(";\n"):
    if statement.strip():
        db.query(statement + " SETTINGS join_use_nulls = 1" if "JOIN" in statement else statement)
answer = str(db.query("SELECT id, low, high FROM duty_answers ORDER BY id", "CSV"))
wanted = (folder / "wanted.csv").read_text()
if answer != wanted:
    pairs = zip(answer.splitlines(), wanted.splitlines())
    raise SystemExit(f"ClickHouse differs: {next((pair for pair in pairs if pair[0] != pair[1]), 'number of rows')}")
print(f"ClickHouse: the same cents on {len(wanted.splitlines())} entries")
