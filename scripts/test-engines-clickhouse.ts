// Joins the entries to the exported book in ClickHouse (chdb, found in a folder of its own) and compares with the kernel's answers.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

interface Session {
  query(sql: string, format?: string): string;
  close(): void;
}

const [folder = '.', modules = '.'] = process.argv.slice(2);
const chdb = createRequire(join(resolve(modules), 'package.json'))('chdb') as { Session: new () => Session };
const session = new chdb.Session();

session.query('CREATE DATABASE engine_check');
session.query('USE engine_check');
process.chdir(folder);
for (const script of ['clickhouse-load.sql', 'clickhouse-entries.sql', 'clickhouse.sql'])
  for (const statement of readFileSync(script, 'utf8').split(';\n'))
    if (statement.trim() !== '') session.query(statement);

const answer = session.query('SELECT id, low, high FROM duty_answers ORDER BY id', 'CSV').trim().split('\n');
const version = session.query('SELECT version()', 'TSVRaw').trim();
session.close();

const wanted = readFileSync('wanted.csv', 'utf8').trim().split('\n');
const at = wanted.findIndex((line, index) => line !== answer[index]);
if (at >= 0 || wanted.length !== answer.length) {
  const place = at >= 0 ? at : wanted.length;
  console.error(
    `ClickHouse differs: ${answer.length} answers for ${wanted.length}; at ${place} it says ${answer[place]}, the kernel ${wanted[place]}`,
  );
  process.exit(1);
}
console.log(`ClickHouse ${version}: the same cents on ${wanted.length} entries`);
