// The HTTP service: the engine behind limits, with one shape for answers and errors.

import { type Context, Hono } from 'hono';
import { compress } from 'hono/compress';
import { secureHeaders } from 'hono/secure-headers';
import type { z } from 'zod';
import record from '#record-pack';
import { ENGINE } from '../assess/assess.ts';
import { type ErrorCategory, incorrect, notFound, TariffError } from '../core/errors.ts';
import type { Law } from '../law.ts';
import { addBatch, BATCH_PATH } from './batch.ts';
import { limitBody } from './body-size.ts';
import { type Limiter, newLimiter } from './limiter.ts';
import { addMcp, MCP_PATH } from './mcp.ts';
import { type Metrics, newMetrics } from './metrics.ts';
import { openApiDocument } from './openapi.ts';
import { type Document, referencePage } from './reference.ts';
import { ROUTES, type Route } from './routes.ts';

export interface AppOptions {
  /** Requests a minute for each address; zero means no limit. */
  readonly perMinute?: number;
  readonly maxBody?: number;
  /** One line of JSON for each request: method, route, status, time. Never a customer's data. */
  log?(line: Readonly<Record<string, unknown>>): void;
  /** Bound to this machine alone: the assistant's endpoint then answers to no other host name. */
  readonly local?: boolean;
  /** The caller's address. */
  addressOf?(context: Context): string;
  now?(): number;
}

const STATUS: Readonly<Record<ErrorCategory, 400 | 404 | 422 | 500>> = {
  incorrect: 400,
  'not-found': 404,
  unsupported: 422,
  fault: 500,
};
const MEGABYTE = 1024 * 1024;
const DEEPEST = 12;

/** JSON nested deeper than any request needs is refused before it is looked at. */
const tooDeep = (text: string): boolean => {
  let depth = 0;
  for (const char of text) {
    if (char === '{' || char === '[') depth++;
    else if (char === '}' || char === ']') depth--;
    if (depth > DEEPEST) return true;
  }
  return false;
};

function parseJson(text: string): unknown {
  if (tooDeep(text))
    throw incorrect(
      'bad-json',
      `the body is nested deeper than ${DEEPEST} levels`,
      'Send an entry or a list of entries.',
    );
  try {
    return JSON.parse(text);
  } catch (error) {
    throw incorrect(
      'bad-json',
      `the body is not JSON: ${(error as Error).message.slice(0, 120)}`,
      'Send application/json.',
    );
  }
}

function checked<T>(shape: z.ZodType<T> | undefined, value: unknown, what: string): T {
  if (!shape) return undefined as T;
  const result = shape.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const where = issue?.path.join('.') ?? '';
  throw incorrect(
    'bad-request',
    `${what}${where ? ` ${where}` : ''}: ${issue?.message ?? 'not as described'}`,
    'See /openapi.json.',
  );
}

async function answerOf(law: Law, route: Route, context: Context): Promise<unknown> {
  const query = checked(route.query as z.ZodType | undefined, context.req.query(), 'query');
  const body = route.body
    ? checked(route.body as z.ZodType, parseJson(await context.req.text()), 'body')
    : undefined;
  return route.answerTo(law, { query, body, params: context.req.param() } as never);
}

const errorBody = (error: TariffError) => ({ error: error.toJSON() });

function onError(error: Error, context: Context) {
  if (error instanceof TariffError) return context.json(errorBody(error), STATUS[error.category]);
  return context.json(
    {
      error: {
        category: 'fault',
        code: 'fault',
        message: 'the service failed on this request',
        hint: 'Please report it.',
      },
    },
    500,
  );
}

const tooMany = (context: Context) =>
  context.json(
    {
      error: {
        category: 'incorrect',
        code: 'too-many-requests',
        message: 'too many requests in this minute',
        hint: 'Wait a little.',
      },
    },
    429,
    { 'Retry-After': '10' },
  );

const tooLarge = (context: Context) =>
  context.json(
    {
      error: {
        category: 'incorrect',
        code: 'too-large',
        message: 'the body is too large',
        hint: 'Send fewer entries, or use rosenbad batch.',
      },
    },
    413,
  );

function watch(app: Hono, options: AppOptions, metrics: Metrics, limiter: Limiter | undefined): void {
  const now = options.now ?? (() => performance.now());
  app.use('*', async (context, next) => {
    const start = now();
    if (
      limiter &&
      (context.req.path.startsWith('/v1/') || context.req.path === MCP_PATH) &&
      !limiter.allow(options.addressOf?.(context) ?? 'all', start)
    ) {
      context.res = tooMany(context);
    } else await next();
    const ms = now() - start;
    metrics.count(context.req.path, context.res.status, ms);
    options.log?.({
      method: context.req.method,
      path: context.req.path.slice(0, 100),
      status: context.res.status,
      ms: Math.round(ms * 10) / 10,
    });
  });
}

/** Adds the routes of the table; answers carry the law's hash, so unchanged questions need no new answer. */
function addRoutes(app: Hono, law: Law): void {
  const etag = `"${law.pack.hash}-${record.hash}"`;
  for (const route of ROUTES) {
    const path = route.path.replace(/\{(\w+)\}/g, ':$1');
    app.on(route.method.toUpperCase(), path, async (context) => {
      if (route.method === 'get' && context.req.header('If-None-Match') === etag)
        return context.body(null, 304, { ETag: etag });
      const answer = await answerOf(law, route, context);
      return context.json(
        answer as never,
        200,
        route.method === 'get' ? { ETag: etag, 'Cache-Control': 'no-cache' } : {},
      );
    });
  }
}

/** The service as a Hono app: no port, no process; `serve.ts` gives it one. */
export function createApp(law: Law, options: AppOptions = {}): Hono {
  const app = new Hono();
  const metrics = newMetrics();
  watch(app, options, metrics, options.perMinute ? newLimiter(options.perMinute) : undefined);
  app.use('*', secureHeaders());
  const limit = limitBody(options.maxBody ?? MEGABYTE, tooLarge);
  app.use('*', (context, next) => (context.req.path === BATCH_PATH ? next() : limit(context, next)));
  const packed = compress();
  app.use('/v1/*', (context, next) =>
    context.req.header('accept-encoding') === undefined ? next() : packed(context, next),
  );
  app.onError(onError);
  app.notFound((context) =>
    context.json(
      errorBody(
        notFound(
          'unknown-path',
          `there is nothing at ${context.req.path.slice(0, 100)}`,
          'See /openapi.json.',
        ),
      ),
      404,
    ),
  );
  app.get('/healthz', (context) => context.json({ status: 'ok', law: law.pack.hash, engine: ENGINE }));
  app.get('/metrics', (context) => context.text(metrics.text()));
  app.get('/openapi.json', (context) => context.json(openApiDocument(ENGINE)));
  app.get('/reference', (context) =>
    context.html(referencePage(openApiDocument(ENGINE) as unknown as Document)),
  );
  addRoutes(app, law);
  addBatch(app, law);
  addMcp(app, law, options.local ?? false);
  return app;
}
