// One file from the net to disk: bounded, resumed where the server can, checked for length and type, never half.

import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { TariffError } from '../core/errors.ts';

export interface Download {
  readonly url: string;
  /** Where the parts that have come are kept until the file is whole. */
  readonly part: string;
  readonly mostBytes: number;
  /** The content types that the file may have. */
  readonly types: RegExp;
  /** Milliseconds without a byte after which the server is given up. */
  readonly patience: number;
  progress?(bytes: number, total: number): void;
}

interface PartNote {
  readonly url: string;
  /** ETag or Last-Modified: without one nobody can tell that the rest belongs to the part. */
  readonly validator: string;
}

const ATTEMPTS = 3;
const PAUSE = 400;

const refused = (code: string, message: string, hint: string) =>
  new TariffError({ category: 'unsupported', code, message, hint });

const KEPT = 'What was imported before is kept.';
const BY_HAND = `${KEPT} Or export the schedule in a browser and give the file to rosenbad import hts.`;

const NETWORK: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its name cannot be resolved',
  EAI_AGAIN: 'its name cannot be resolved',
  ECONNREFUSED: 'it refuses the connection',
  ECONNRESET: 'the connection broke off',
  ETIMEDOUT: 'it does not answer',
  UND_ERR_SOCKET: 'the connection broke off',
  UND_ERR_CONNECT_TIMEOUT: 'it does not answer',
  CERT_HAS_EXPIRED: 'its certificate has expired',
};

/** A failure to reach the server, in words. */
export function unreachable(url: string, error: unknown): TariffError {
  if (error instanceof TariffError) return error;
  const { name, cause } = error as Error & { cause?: { code?: string } };
  const code = cause?.code ?? (error as NodeJS.ErrnoException).code ?? '';
  const why = name === 'TimeoutError' || name === 'AbortError' ? 'it does not answer' : NETWORK[code];
  return refused(
    'no-network',
    `${new URL(url).host} cannot be reached: ${why ?? (code || (error as Error).message)}`,
    `Try again when there is a connection. ${BY_HAND}`,
  );
}

const badStatus = (url: string, status: number) =>
  refused(
    status >= 500 ? 'server-failed' : 'not-served',
    `${new URL(url).host} answers ${status} for ${new URL(url).pathname}`,
    status >= 500 ? `Try again later. ${BY_HAND}` : BY_HAND,
  );

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Whether another attempt may help: the server failed or the line broke, not a refusal. */
const passing = (error: TariffError): boolean =>
  ['no-network', 'server-failed', 'broken-off'].includes(error.code);

const noteOf = (part: string): PartNote | undefined => {
  try {
    return JSON.parse(readFileSync(`${part}.note`, 'utf8')) as PartNote;
  } catch {
    return undefined;
  }
};

/** Bytes that have come of this very file, when the server let us know what it is. */
function resumable({
  url,
  part,
}: Download): { readonly bytes: number; readonly validator: string } | undefined {
  const note = noteOf(part);
  if (!note || note.url !== url || !existsSync(part)) return undefined;
  return { bytes: statSync(part).size, validator: note.validator };
}

export function forget(part: string): void {
  rmSync(part, { force: true });
  rmSync(`${part}.note`, { force: true });
}

/** A clock that gives up when nothing comes for too long. */
function watch(patience: number) {
  const controller = new AbortController();
  let timer = setTimeout(() => controller.abort(), patience);
  return {
    signal: controller.signal,
    alive() {
      clearTimeout(timer);
      timer = setTimeout(() => controller.abort(), patience);
    },
    end: () => clearTimeout(timer),
  };
}

/** The number of bytes of the whole file that a response promises; 0 = it does not say. */
function promised(response: Response): number {
  const range = /\/(\d+)$/.exec(response.headers.get('content-range') ?? '');
  if (range) return Number(range[1]);
  // Of a packed response the length says nothing about what comes out.
  if (response.headers.get('content-encoding')) return 0;
  return Number(response.headers.get('content-length') ?? 0);
}

async function attempt(download: Download): Promise<Uint8Array> {
  const { url, part, mostBytes, types, patience } = download;
  const begun = resumable(download);
  const clock = watch(patience);
  try {
    const headers = begun ? { range: `bytes=${begun.bytes}-`, 'if-range': begun.validator } : {};
    const response = await fetch(url, { signal: clock.signal, headers: { accept: '*/*', ...headers } });
    clock.alive();
    if (response.status === 416) {
      forget(part);
      throw refused('broken-off', `${new URL(url).host} has another file than the one begun`, KEPT);
    }
    if (!response.ok) throw badStatus(url, response.status);
    const type = response.headers.get('content-type') ?? '';
    if (!types.test(type))
      throw refused(
        'wrong-type',
        `${new URL(url).host} sends "${type || 'no type'}" for ${new URL(url).pathname}, not the file asked for`,
        `It may be under repair. ${BY_HAND}`,
      );
    const goesOn = response.status === 206 && begun !== undefined;
    const total = promised(response);
    if (total > mostBytes) throw tooLarge(url, mostBytes);
    mkdirSync(dirname(part), { recursive: true });
    const validator = response.headers.get('etag') ?? response.headers.get('last-modified');
    if (!goesOn) {
      writeFileSync(part, '');
      if (validator) writeFileSync(`${part}.note`, JSON.stringify({ url, validator } satisfies PartNote));
      else rmSync(`${part}.note`, { force: true });
    }
    let bytes = goesOn ? begun.bytes : 0;
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      clock.alive();
      bytes += chunk.length;
      if (bytes > mostBytes) throw tooLarge(url, mostBytes);
      appendFileSync(part, chunk);
      download.progress?.(bytes, total);
    }
    if (total > 0 && bytes !== total)
      throw refused(
        'broken-off',
        `only ${bytes} of ${total} bytes came from ${new URL(url).host}`,
        `Run it again: it goes on where it stopped. ${KEPT}`,
      );
    return new Uint8Array(readFileSync(part));
  } catch (error) {
    throw unreachable(url, error);
  } finally {
    clock.end();
  }
}

const tooLarge = (url: string, most: number) =>
  refused('file-too-large', `${new URL(url).host} sends more than ${most} bytes`, BY_HAND);

/**
 * Fetches a file; tries again where that may help. The part stays for the next run until `forget`.
 * @throws TariffError `no-network`, `server-failed`, `not-served`, `wrong-type`, `broken-off`, `file-too-large`
 */
export async function fetchFile(download: Download): Promise<Uint8Array> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt(download);
    } catch (error) {
      const told = unreachable(download.url, error);
      if (tries >= ATTEMPTS || !passing(told)) throw told;
      await pause(PAUSE * tries);
    }
  }
}
