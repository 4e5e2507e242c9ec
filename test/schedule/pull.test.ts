// `rosenbad pull` against a local service that serves archived releases, and fails in all the ways a service can.

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ran, rosenbad } from '../cli/run.ts';
import { ROOT } from '../support/embedded.ts';
import { HTS, present, unpacked } from './exports.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const JSON_TYPE = { 'content-type': 'application/json' };
const PDF = Buffer.from(`%PDF-1.7\n${'x'.repeat(5000)}\n%%EOF\n`);

const LIST = [
  { name: '2025HTSRev16', title: 'Revision 16', status: 'current', releaseStartDate: '07/01/2025' },
  { name: '2025HTSRev15', title: 'Revision 15', status: 'archived', releaseStartDate: '06/23/2025' },
  { name: '2025HTSRev14', title: 'Revision 14', status: 'archived', releaseStartDate: '06/06/2025' },
];

const give =
  (body: string | Buffer, headers: object = JSON_TYPE): Answer =>
  (_, response) =>
    response.writeHead(200, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body);

/** Serves a part of the body and breaks the line; goes on from a range when asked to. */
const breaking =
  (body: Buffer, after: number, asked: string[]): Answer =>
  (request, response) => {
    const range = /bytes=(\d+)-/.exec(request.headers.range ?? '');
    asked.push(request.headers.range ?? 'all');
    const start = range ? Number(range[1]) : 0;
    const head = { ...JSON_TYPE, etag: '"v1"', 'content-length': body.length - start };
    if (range)
      response.writeHead(206, {
        ...head,
        'content-range': `bytes ${start}-${body.length - 1}/${body.length}`,
      });
    else response.writeHead(200, head);
    if (start > 0) response.end(body.subarray(start));
    else response.write(body.subarray(0, after), () => setTimeout(() => response.destroy(), 20));
  };

it('CI has the releases and the import table', () => {
  expect(present || process.env.CI !== 'true').toBe(true);
});

describe.runIf(present)('rosenbad pull', () => {
  const rev16 = present ? Buffer.from(unpacked(join(HTS, 'archives', 'hts_2025_rev_16.json.gz'))) : PDF;
  const rev14 = present ? Buffer.from(unpacked(join(HTS, 'archives', 'hts_2025_rev_14.json.gz'))) : PDF;
  const good: Readonly<Record<string, Answer>> = {
    '/reststop/releaseList': give(JSON.stringify(LIST)),
    '/reststop/exportList': give(rev16),
    '/reststop/file': give(PDF, { 'content-type': 'application/pdf' }),
    '/sites/default/files/tata/hts/hts_2025_revision_14_json.json': give(rev14),
  };
  let answers = good;
  let server: Server;
  let address = '';

  beforeAll(async () => {
    server = createServer((request, response) => {
      const path = new URL(request.url ?? '/', 'http://local').pathname;
      (answers[path] ?? ((_, other) => other.writeHead(404).end('no')))(request, response);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const newHome = (): string => mkdtempSync(join(tmpdir(), 'rosenbad-pull-'));
  const kept = (home: string): readonly string[] => {
    try {
      return readdirSync(join(home, 'rosenbad', 'schedule', 'us'), {
        recursive: true,
        encoding: 'utf8',
      }).sort();
    } catch {
      return [];
    }
  };

  /** The server lives in this process, so the command must not block it. */
  const pull = (home: string, ...args: string[]): Promise<Ran> =>
    new Promise((done) => {
      const child = spawn(
        process.execPath,
        ['bin/rosenbad.js', 'pull', '--from', address, '--json', ...args],
        {
          cwd: ROOT,
          env: { ...process.env, NO_COLOR: '1', XDG_DATA_HOME: home },
        },
      );
      let [out, err] = ['', ''];
      child.stdout.on('data', (chunk) => (out += chunk));
      child.stderr.on('data', (chunk) => (err += chunk));
      child.on('close', (code) => done({ code, out, err }));
    });

  it('fetches the current release with its chapter 99, tells the hashes, and answers from it', async () => {
    answers = good;
    const home = newHome();
    const { code, out, err } = await pull(home);
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      release: { id: '2025HTSRev16', published: '2025-07-01', current: true },
      sha256: createHash('sha256').update(rev16).digest('hex'),
      lines: 11_860,
      chapter99: { sha256: createHash('sha256').update(PDF).digest('hex') },
    });
    expect(kept(home)).toEqual([
      'chapter99',
      'chapter99/2025HTSRev16.pdf',
      'download',
      'releases',
      'releases/2025HTSRev16.json.gz',
      'schedule.bin',
    ]);
    const duty = rosenbad(
      [
        'duty',
        '0207.60.60',
        '--from',
        'FR',
        '--on',
        '2025-07-05',
        '--known',
        '2025-07-05',
        '--quantity',
        'kg=100',
        '--json',
      ],
      '',
      { XDG_DATA_HOME: home },
    );
    expect(JSON.parse(duty.out).receipt.schedule).toMatch(/^HTS 2025 revision 16 /);
    expect(JSON.parse((await pull(home)).out)).toMatchObject({ known: true });
  });

  const filled = newHome();

  it('fetches the release that was out on a day, or is named, from the archive', async () => {
    answers = good;
    const home = filled;
    expect(JSON.parse((await pull(home, '--on', '2025-06-10')).out).release.id).toBe('2025HTSRev14');
    expect(kept(home)).toContain('releases/2025HTSRev14.json.gz');
    expect(JSON.parse((await pull(home, '--list')).out).releases.length).toBe(3);
    const refused = async (...args: string[]) => JSON.parse((await pull(home, ...args)).out).error.code;
    expect(await refused('--release', '2025HTSRev99')).toBe('unknown-release');
    expect(await refused('--on', '2019-01-01')).toBe('unknown-release');
    expect(await refused('--release', '2025HTSRev15')).toBe('not-served');
  });

  it('goes on where the line broke, in the same run', async () => {
    const asked: string[] = [];
    answers = { ...good, '/reststop/exportList': breaking(rev16, 4_000_000, asked) };
    const { code } = await pull(newHome());
    expect(code).toBe(0);
    expect(asked[0]).toBe('all');
    expect(asked[1]).toMatch(/^bytes=\d{6,7}-$/);
  });

  const failures: readonly (readonly [string, Partial<Readonly<Record<string, Answer>>>, string])[] = [
    ['a list that is no JSON', { '/reststop/releaseList': give('<html>') }, 'bad-answer'],
    ['a list of another form', { '/reststop/releaseList': give('{"a":1}') }, 'bad-answer'],
    ['an empty list', { '/reststop/releaseList': give('[]') }, 'bad-answer'],
    [
      'a page instead of the export',
      { '/reststop/exportList': give('<html>sorry</html>', { 'content-type': 'text/html' }) },
      'wrong-type',
    ],
    [
      'a server that fails',
      { '/reststop/exportList': (_, response) => response.writeHead(500).end() },
      'server-failed',
    ],
    [
      'an export cut short that says it is whole',
      { '/reststop/exportList': give(rev16.subarray(0, 3_000_000)) },
      'bad-hts-export',
    ],
    [
      'an export without chapter 85',
      {
        '/reststop/exportList': give(
          JSON.stringify(
            (JSON.parse(String(present ? rev16 : '[]')) as { htsno: string }[]).filter(
              ({ htsno }) => !htsno.startsWith('85'),
            ),
          ),
        ),
      },
      'bad-hts-export',
    ],
    ['a server that hangs', { '/reststop/exportList': () => undefined }, 'no-network'],
    [
      'a server that stops half way',
      {
        '/reststop/exportList': (_, response) => {
          response.writeHead(200, { ...JSON_TYPE, 'content-length': rev16.length });
          response.write(rev16.subarray(0, 100_000));
        },
      },
      'no-network',
    ],
  ];

  it.each(failures)('%s: says so and keeps the old data', async (_, bad, code) => {
    const home = filled;
    const before = kept(home).filter((path) => !path.startsWith('download'));
    answers = { ...good, ...bad } as typeof good;
    const ran = await pull(home, '--patience', '0.3', '--no-chapter99');
    expect(ran.code).toBe(2);
    const { error } = JSON.parse(ran.out);
    expect(error.code).toBe(code);
    expect(`${error.message} ${error.hint}`).toMatch(/kept|again/);
    expect(kept(home).filter((path) => !path.startsWith('download'))).toEqual(before);
  });

  it('keeps the schedule when only chapter 99 does not come, and says so', async () => {
    answers = { ...good, '/reststop/file': give('no pdf', { 'content-type': 'application/pdf' }) };
    const home = newHome();
    const { code, out } = await pull(home);
    expect(code).toBe(0);
    expect(JSON.parse(out).chapter99).toEqual({ error: 'what came is not a whole PDF' });
    expect(kept(home)).toContain('schedule.bin');
  });

  it('refuses a release that was replaced while it came', async () => {
    let asked = 0;
    const newer = [{ ...LIST[0], name: '2025HTSRev17', releaseStartDate: '08/01/2025' }, ...LIST.slice(1)];
    answers = {
      ...good,
      '/reststop/releaseList': (request, response) =>
        give(JSON.stringify(asked++ === 0 ? LIST : newer))(request, response),
    };
    expect(JSON.parse((await pull(newHome())).out).error).toMatchObject({
      code: 'bad-answer',
      hint: 'Run it again.',
    });
  });

  it('says clearly that nothing answers', () => {
    const { code, err } = rosenbad(['pull', '--from', 'http://127.0.0.1:9', '--patience', '2'], '', {
      XDG_DATA_HOME: newHome(),
    });
    expect(code).toBe(2);
    expect(err).toContain('127.0.0.1:9 cannot be reached');
    expect(err).toContain('rosenbad import hts');
    expect(rosenbad(['pull', '--from', 'nowhere']).err).toContain('bad-address');
    expect(rosenbad(['pull', '--on', '2025-01-01', '--release', '2025HTSRev1']).err).toContain('one-release');
  });
});
