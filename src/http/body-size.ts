// The largest body a request may have. An announced length is judged by itself, so that the body is not opened before it is read.

import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';

/** Refuses bodies above `maxSize` bytes with what `onError` answers. */
export function limitBody(maxSize: number, onError: (context: Context) => Response): MiddlewareHandler {
  const counted = bodyLimit({ maxSize, onError });
  return async (context, next) => {
    const announced = Number(context.req.header('content-length'));
    const chunked = context.req.header('transfer-encoding') !== undefined;
    if (chunked || !Number.isSafeInteger(announced)) return counted(context, next);
    return announced > maxSize ? onError(context) : next();
  };
}
