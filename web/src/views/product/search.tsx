// Search of the schedule by words or code: what is typed is looked for at once, Enter takes the first.

import { useState } from 'preact/hooks';
import { questions } from '../../ask.ts';
import { change } from '../../state.ts';

const core = questions<typeof import('../../questions/core.ts')>('core');
const SHOWN = 12;

/** `8703.80` as the catalogue holds it. */
const undotted = (words: string): string => words.replace(/(\d)\.(?=\d)/g, '$1');

export function Search() {
  const [words, setWords] = useState('');
  const { answer, working } = core.use('search', undotted(words));
  const found = words.trim() === '' ? [] : (answer ?? []).slice(0, SHOWN);
  const isCode = /^[\d.]{8,13}$/.test(words.trim());
  const take = (code: string) => {
    change({ code });
    setWords('');
  };
  const submit = (event: Event) => {
    event.preventDefault();
    const first = isCode ? words.trim() : found[0]?.code;
    if (first) take(first);
  };
  return (
    <form class="search noprint" onSubmit={submit}>
      <label>
        Find a product by words or code
        <input
          type="search"
          name="words"
          value={words}
          autocomplete="off"
          placeholder="lithium battery, sofa, 8703…"
          onInput={(event) => setWords(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Escape' && setWords('')}
        />
      </label>
      {words.trim() !== '' && (
        <ul class="found" aria-label="Products found">
          {found.map((one) => (
            <li key={one.code}>
              <button type="button" onClick={() => take(one.code)}>
                <code>{one.code}</code> <span>{one.name}</span> <small>{one.general}</small>
              </button>
            </li>
          ))}
          {found.length === 0 && !working && (
            <li class="note">
              Nothing in the catalogue has these words.
              {isCode && ' Press Enter to ask about the code all the same.'}
            </li>
          )}
        </ul>
      )}
    </form>
  );
}
