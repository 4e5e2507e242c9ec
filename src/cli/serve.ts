// `rosenbad serve`: the HTTP service, and the web page when it is built.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { incorrect } from '../core/errors.ts';
import { openEmbedded } from './context.ts';
import { print } from './output.ts';

interface Options {
  readonly port: string;
  readonly host: string;
  readonly limit: string;
  readonly quiet?: boolean;
  readonly open?: boolean;
}

function numberOf(text: string, what: string, most: number): number {
  if (/^\d+$/.test(text) && Number(text) <= most) return Number(text);
  throw incorrect(
    `bad-${what}`,
    `--${what} "${text}" is not a number from 0 to ${most}`,
    `Write for example --${what} 8080.`,
  );
}

/** Shows an address in the user's browser; where there is none, the printed address is enough. */
function openBrowser(url: string): void {
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open']
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '']
        : ['xdg-open'];
  const child = spawn(command!, [...args, url], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}

const web = (): string => fileURLToPath(new URL('../../web', import.meta.url));

async function run(options: Options): Promise<void> {
  const { startServer } = await import('../http/serve.ts');
  const log = options.quiet
    ? {}
    : { log: (line: unknown) => process.stderr.write(`${JSON.stringify(line)}\n`) };
  const port = numberOf(options.port, 'port', 65535);
  const running = await startServer(await openEmbedded(), {
    port,
    host: options.host,
    perMinute: numberOf(options.limit, 'limit', 1_000_000),
    web: web(),
    ...log,
  }).catch((error: NodeJS.ErrnoException) => {
    throw incorrect(
      'no-port',
      `port ${port} on ${options.host} cannot be opened: ${error.code ?? error.message}`,
      'Choose another with --port.',
    );
  });
  print(
    `Rosenbad answers at ${running.url} (API: ${running.url}/reference; assistants: ${running.url}/mcp). Ctrl-C stops it.`,
  );
  if (!existsSync(web())) print('The page is not built here: run `npm run web` once.');
  else if (options.open) openBrowser(running.url);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  await running.stop();
}

export function serveCommand(program: Command): void {
  program
    .command('serve')
    .description('serve the API (and the web page) on one port')
    .option('--port <number>', 'port', '8080')
    .option('--open', 'show the page in your browser')
    .option('--host <address>', 'address to bind to', '127.0.0.1')
    .option('--limit <number>', 'requests a minute for each address, 0 for no limit', '0')
    .option('--quiet', 'no log of requests')
    .addHelpText('after', '\nExample:\n  rosenbad serve --port 8080')
    .action(run);
}
