// Docs: the project's own documents as pages of the app.

import { useEffect, useState } from 'preact/hooks';
import { Waiting } from '../parts/notice.tsx';
import { addressOf, param } from '../state.ts';
import './docs.css';

const files = {
  ...import.meta.glob<string>('../../../docs/*.md', { query: '?raw', import: 'default' }),
  ...import.meta.glob<string>('../../../docs/adr/*.md', { query: '?raw', import: 'default' }),
};

const nameOf = (path: string): string => path.replace('../../../docs/', '').replace(/\.md$/, '');
const PAGES = new Map(Object.entries(files).map(([path, load]) => [nameOf(path), load] as const));

/** The order in which a newcomer reads; what is not named follows by name. */
const ORDER = [
  'glossary',
  'architecture',
  'law-format',
  'contract',
  'serving',
  'web',
  'reading',
  'record',
  'economy',
  'scale',
];
const rank = (name: string): number => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);
const NAMES = [...PAGES.keys()].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));

const TITLES: Readonly<Record<string, string>> = {
  glossary: 'Words',
  architecture: 'The way of the data',
  'law-format': 'The law format',
  contract: 'The answer’s shape',
  serving: 'Serving',
  web: 'The page',
  reading: 'Reading the news',
  record: 'The record of the talks',
  economy: 'The economy',
  scale: 'The rate book at scale',
};
const titleOf = (name: string): string =>
  TITLES[name] ?? name.replace(/^adr\/\d+-?/, 'Decision: ').replaceAll('-', ' ');

/** Links between documents stay in the page; others that are not addresses of the web are left as text. */
function linkOf(href: string, from: string): string | undefined {
  if (/^https?:/.test(href)) return href;
  const { pathname } = new URL(href, `https://docs/${from}`);
  const name = pathname.slice(1).replace(/\.md$/, '');
  return PAGES.has(name) ? addressOf('docs', { page: name }) : undefined;
}

async function htmlOf(name: string): Promise<string> {
  const [{ Marked }, text] = await Promise.all([import('marked'), PAGES.get(name)!()]);
  const marked = new Marked({
    renderer: {
      link({ href, tokens }) {
        const words = this.parser.parseInline(tokens);
        const target = linkOf(href, name);
        return target === undefined ? words : `<a href="${target.replaceAll('"', '&quot;')}">${words}</a>`;
      },
      table(token) {
        const cells = (row: typeof token.header, tag: string) =>
          row.map((cell) => `<${tag}>${this.parser.parseInline(cell.tokens)}</${tag}>`).join('');
        const body = token.rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('');
        return `<div class="wide" tabindex="0" role="region" aria-label="Table"><table><thead><tr>${cells(token.header, 'th')}</tr></thead><tbody>${body}</tbody></table></div>`;
      },
      code: ({ text, escaped }) =>
        `<pre tabindex="0"><code>${escaped ? text : text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</code></pre>`,
      html: ({ text }) => text.replaceAll('<', '&lt;'),
    },
  });
  return marked.parse(text);
}

export default function Docs() {
  const asked = param('page', 'glossary');
  const name = PAGES.has(asked) ? asked : 'glossary';
  const [page, setPage] = useState<{ readonly name: string; readonly html: string }>();
  useEffect(() => {
    let live = true;
    htmlOf(name).then((html) => live && setPage({ name, html }));
    return () => {
      live = false;
    };
  }, [name]);
  return (
    <div class="docs">
      <nav aria-label="Documents">
        <ul>
          {NAMES.map((one) => (
            <li key={one}>
              <a href={addressOf('docs', { page: one })} aria-current={one === name ? 'page' : undefined}>
                {titleOf(one)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {/* The documents are the project's own, built in; raw HTML in them is shown as text. */}
      {page ? <article dangerouslySetInnerHTML={{ __html: page.html }} /> : <Waiting />}
    </div>
  );
}
