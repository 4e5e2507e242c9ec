// The OpenAPI 3.1 document, made from the table of routes.

import { z } from 'zod';
import { ROUTES, type Route } from './routes.ts';
import { errorShape } from './shapes.ts';

export type Json = Readonly<Record<string, unknown>>;

const schemaOf = (shape: z.ZodType): Json => {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' }) as Record<
    string,
    unknown
  >;
  return schema;
};

function parametersOf({ path, query }: Route): readonly Json[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => ({
    name: match[1]!,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  if (!query) return inPath;
  const { properties = {}, required = [] } = schemaOf(query) as {
    properties?: Record<string, Json>;
    required?: readonly string[];
  };
  const inQuery = Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
  return [...inPath, ...inQuery];
}

const content = (shape: z.ZodType): Json => ({ 'application/json': { schema: schemaOf(shape) } });

function operationOf(route: Route): Json {
  return {
    summary: route.summary,
    operationId: `${route.method}${route.path.replace(/[/{}]+(\w)/g, (_, letter: string) => letter.toUpperCase()).replace(/[^\w]/g, '')}`,
    parameters: parametersOf(route),
    ...(route.body ? { requestBody: { required: true, content: content(route.body) } } : {}),
    responses: {
      200: { description: 'The answer', content: content(route.answer) },
      '4XX': { description: 'A refusal with its reason', content: content(errorShape) },
    },
  };
}

/** The whole document. `version` is the engine's. */
export function openApiDocument(version: string): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of ROUTES)
    paths[route.path] = { ...paths[route.path], [route.method]: operationOf(route) };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Rosenbad',
      version,
      summary: 'The law of a tariff dispute on two clocks',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths,
  };
}
