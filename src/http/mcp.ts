// `/mcp`: the tools for assistants over MCP's streamable HTTP, one request at a time and without sessions.

import type { Hono } from 'hono';
import { incorrect } from '../core/errors.ts';
import type { Law } from '../law.ts';

export const MCP_PATH = '/mcp';

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** A page that a browser holds for a name of its own must not reach a service on this machine (DNS rebinding). */
function checkHost(host: string): void {
  if (LOOPBACK.test(host)) return;
  throw incorrect(
    'bad-host',
    `the service answers on this machine only, and was asked as "${host.slice(0, 80)}"`,
    'Ask it as 127.0.0.1 or localhost, or bind it to an address with --host.',
  );
}

/** Adds the route; `local`: only requests that name this machine. The protocol's code is loaded with the first request. */
export function addMcp(app: Hono, law: Law, local: boolean): void {
  app.all(MCP_PATH, async (context) => {
    if (local) checkHost(context.req.header('host') ?? '');
    const [{ createMcpServer }, { WebStandardStreamableHTTPServerTransport }] = await Promise.all([
      import('../mcp/server.ts'),
      import('@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js'),
    ]);
    const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
    await createMcpServer(law).connect(transport);
    return transport.handleRequest(context.req.raw);
  });
}
