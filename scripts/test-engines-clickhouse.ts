// Joins the entries to the exported book in ClickHouse (chdb, found in a folder of its own) and compares with the kernel's answers.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

interface Session {
  query(sql: string, format?: string): string;
  close(): void;
}

interface TableHead {
  readonly name: string;
  readonly columns: readonly (readonly [string, 'text' | 'int'])[];
}

const [folder = '.', modules = '.'] = process.argv.slice(2);
const chdb = createRequire(join(resolve(modules), 'package.json'))('chdb') as { Session: new () => Session };
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const session = new chdb.Session();

session.query('CREATE DATABASE engine_check');
session.query('USE engine_check');
for (const { name, columns } of JSON.parse(read('tables.json')) as readonly TableHead[]) {
  const types = columns.map(([column, kind]) => `${column} ${kind === 'text' ? 'String' : 'Int64'}`);
  session.query(`CREATE TABLE ${name} (${types.join(', ')}) ENGINE = Memory`);
  session.query(`INSERT INTO ${name} SELECT * FROM file('${resolve(folder)}/${name}.csv', 'CSV')`);
}
for (const statement of read('clickhouse.sql')
  .split(';\n')
  .filter((one) => one.trim() !== ''))
  session.query(statement.includes('JOIN') ? `${statement} SETTINGS join_use_nulls = 1` : statement);

const answer = session.query('SELECT id, low, high FROM duty_answers ORDER BY id', 'CSV').trim().split('\n');
const version = session.query('SELECT version()', 'TSVRaw').trim();
session.close();

const wanted = read('wanted.csv').trim().split('\n');
const at = wanted.findIndex((line, index) => line !== answer[index]);
if (at >= 0 || wanted.length !== answer.length) {
  const place = at >= 0 ? at : wanted.length;
  console.error(
    `ClickHouse differs: ${answer.length} answers for ${wanted.length}; at ${place} it says ${answer[place]}, the kernel ${wanted[place]}`,
  );
  process.exit(1);
}
console.log(`ClickHouse ${version}: the same cents on ${wanted.length} entries`);
