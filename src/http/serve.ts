// Gives the service a port: loopback unless told otherwise, and a graceful stop.

import { existsSync } from 'node:fs';
import type { Server } from 'node:http';
import { type ServerType, serve } from '@hono/node-server';
import { getConnInfo } from '@hono/node-server/conninfo';
import { serveStatic } from '@hono/node-server/serve-static';
import type { Hono } from 'hono';
import type { Law } from '../law.ts';
import { type AppOptions, createApp } from './app.ts';

export interface ServeOptions extends AppOptions {
  readonly port: number;
  readonly host: string;
  /** Folder of the built web app; left out when it is not there. */
  readonly web?: string;
}

export interface Running {
  readonly url: string;
  /** Stops taking requests and waits for those under way, at most five seconds. */
  stop(): Promise<void>;
}

const GRACE_MS = 5000;

function stopper(server: ServerType): () => Promise<void> {
  return () =>
    new Promise((resolve) => {
      const timer = setTimeout(() => (server as Server).closeAllConnections(), GRACE_MS);
      server.close(() => {
        clearTimeout(timer);
        resolve();
      });
      (server as Server).closeIdleConnections();
    });
}

/** The page: packed forms where the browser takes them; files named by their content are kept for good. */
function addPage(app: Hono, web: string): void {
  app.get(
    '*',
    serveStatic({
      root: web,
      precompressed: true,
      onFound: (path, context) =>
        context.header(
          'Cache-Control',
          path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
        ),
    }),
  );
}

/** Starts the service. @throws when the port cannot be taken. */
export function startServer(law: Law, options: ServeOptions): Promise<Running> {
  const app = createApp(law, {
    addressOf: (context) => getConnInfo(context).remote.address ?? 'unknown',
    local: /^(localhost|127\.|::1)/.test(options.host),
    ...options,
  });
  if (options.web && existsSync(options.web)) addPage(app, options.web);
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port: options.port, hostname: options.host }, ({ port }) =>
      resolve({ url: `http://${options.host}:${port}`, stop: stopper(server) }),
    );
    server.on('error', reject);
    const limits = server as Server;
    limits.requestTimeout = 30_000;
    limits.headersTimeout = 10_000;
    limits.keepAliveTimeout = 5_000;
  });
}
