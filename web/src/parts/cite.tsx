// A citation: to the instrument in this page when the law has it, else to the page it was read on.

import { addressOf } from '../state.ts';

export function Cite({
  cite,
  instrument = '',
  clause = '',
  mark = '',
}: {
  readonly cite: string;
  readonly instrument?: string;
  readonly clause?: string;
  /** `secondary` or `unverified`: the legal text itself was not read. */
  readonly mark?: string;
}) {
  const text = [cite, clause].filter((part) => part !== '').join(', ');
  return (
    <span class="cite">
      {instrument === '' ? text : <a href={addressOf('law', { id: instrument, clause })}>{text}</a>}
      {mark !== '' && (
        <>
          {' '}
          <mark>{mark}</mark>
        </>
      )}
    </span>
  );
}

/** Where something was read: a page outside. */
export function Source({
  title,
  url,
  publisher = '',
}: {
  readonly title: string;
  readonly url?: string;
  readonly publisher?: string;
}) {
  const from = publisher === '' ? '' : ` (${publisher})`;
  return (
    <span class="cite">
      {url ? (
        <a href={url} rel="noreferrer" target="_blank">
          {title}
        </a>
      ) : (
        title
      )}
      {from}
    </span>
  );
}
