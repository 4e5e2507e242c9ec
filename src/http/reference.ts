// `/reference`: the OpenAPI document as a page a person can read; made here, so that it needs no network and no script.

import { html, raw } from 'hono/html';
import type { Json } from './openapi.ts';

interface Operation {
  readonly summary: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly required: boolean;
    readonly in: string;
    readonly schema: Json;
  }[];
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Json } } };
  readonly responses: Readonly<
    Record<string, { readonly content: { 'application/json': { schema: Json } } }>
  >;
}

export interface Document {
  readonly info: { readonly title: string; readonly version: string; readonly summary: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

const STYLE = `:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
h2{margin-top:2.5rem;border-top:1px solid #8886;padding-top:1rem}code,pre{font:14px/1.4 ui-monospace,monospace}
pre{overflow:auto;padding:1rem;background:#8881;border-radius:6px;max-height:28rem}th,td{text-align:left;padding:.2rem 1rem .2rem 0;vertical-align:top}
.verb{text-transform:uppercase;font-weight:600}`;

const schema = (title: string, value: Json) => html`<details>
  <summary>${title}</summary>
  <pre tabindex="0">${JSON.stringify(value, null, 2)}</pre>
</details>`;

const parameters = ({ parameters: all }: Operation) =>
  all.length === 0
    ? ''
    : html`<table>
        <thead>
          <tr>
            <th scope="col">parameter</th>
            <th scope="col">in</th>
            <th scope="col">meaning</th>
          </tr>
        </thead>
        <tbody>
          ${all.map(
            (one) =>
              html`<tr>
                <td><code>${one.name}</code>${one.required ? ' (required)' : ''}</td>
                <td>${one.in}</td>
                <td>${String(one.schema.description ?? '')}</td>
              </tr>`,
          )}
        </tbody>
      </table>`;

const operation = (path: string, method: string, one: Operation) => html`<section>
  <h2 id="${method}${path}"><span class="verb">${method}</span> <code>${path}</code></h2>
  <p>${one.summary}.</p>
  ${parameters(one)}
  ${one.requestBody ? schema('Body', one.requestBody.content['application/json'].schema) : ''}
  ${schema('Answer', one.responses['200']!.content['application/json'].schema)}
</section>`;

/** The whole page. Everything is escaped by the template; the style is ours. */
export const referencePage = ({ info, paths }: Document) => html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>${info.title} API</title>
    <style>
      ${raw(STYLE)}
    </style>
  </head>
  <body>
    <main>
      <h1>${info.title} API ${info.version}</h1>
      <p>
        ${info.summary}. The answers are those of the command line's <code>--json</code>. Amounts are decimal texts in dollars, rates are
        fractions, days are ISO. A refusal is <code>{"error": {code, message, hint}}</code> with status 4XX. The document for programs is
        <a href="/openapi.json">openapi.json</a>.
      </p>
      ${Object.entries(paths).flatMap(([path, methods]) =>
        Object.entries(methods).map(([method, one]) => operation(path, method, one)),
      )}
    </main>
  </body>
</html>`;
