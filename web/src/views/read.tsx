// Read: a pasted article held against the law and the record of its day, sentence by sentence, and what it means for shipments.

import { useEffect, useState } from 'preact/hooks';
import example from '../../../examples/article.md?raw';
import type { Reading } from '../../../src/reading/model.ts';
import { tally } from '../../../src/reading/show.ts';
import { questions } from '../ask.ts';
import { Answered } from '../parts/notice.tsx';
import { Goods } from './read/goods.tsx';
import { Article, Verdicts } from './read/marked.tsx';
import './read.css';
import { go, param } from '../state.ts';
import { day } from '../words.ts';

const reading = questions<typeof import('../questions/reading.ts')>('reading');

/** Only a short text goes into the address; a long one stays in this tab. */
const SHORT = 1500;
let held = '';

const textOf = (): string => param('text') || held;

function keep(text: string): void {
  held = text;
  go('read', { text: text.length <= SHORT ? text : '', claim: '' });
}

interface Question {
  readonly text: string;
  readonly date?: string;
  readonly known?: string;
}

function questionOf(text: string): Question {
  const date = param('date');
  const later = param('later') === 'yes';
  return { text, ...(date === '' ? {} : { date }), ...(later ? { known: param('known') } : {}) };
}

function Paste({ onRead }: { onRead(text: string): void }) {
  const [text, setText] = useState(textOf());
  const change = (event: Event) => setText((event.currentTarget as HTMLTextAreaElement).value);
  const submit = (event: Event) => {
    event.preventDefault();
    if (text.trim() !== '') onRead(text);
  };
  const openFile = async (event: Event) => {
    const [file] = (event.currentTarget as HTMLInputElement).files ?? [];
    if (!file) return;
    const opened = await file.text();
    setText(opened);
    onRead(opened);
  };
  const show = () => {
    setText(example);
    onRead(example);
  };
  return (
    <form class="paste" onSubmit={submit}>
      <label class="article-in">
        The article: plain text, HTML or Markdown
        <textarea name="article" rows={7} value={text} onInput={change} />
      </label>
      <label>
        Its day, if it does not state it
        <input
          type="date"
          name="date"
          value={param('date')}
          onChange={(event) => go('read', { date: event.currentTarget.value }, true)}
        />
      </label>
      <label>
        or a file
        <input type="file" accept=".txt,.md,.html,.htm,text/*" onChange={openFile} />
      </label>
      <label class="later">
        <input
          type="checkbox"
          name="later"
          checked={param('later') === 'yes'}
          onChange={(event) => go('read', { later: event.currentTarget.checked ? 'yes' : '' }, true)}
        />
        Judge by what was known on {day(param('known'))}, not on its own day
      </label>
      <button type="submit">Read it</button>
      <button type="button" onClick={show}>
        Try the example
      </button>
    </form>
  );
}

function Found({ found, question }: { readonly found: Reading; readonly question: Question }) {
  const chosen = Number(param('claim')) || 0;
  return (
    <>
      <p role="status" data-figure="tally">
        Text of {day(found.date)}, law and record as known on {day(found.basis.known)}: {tally(found.claims)}
      </p>
      <div class="reading">
        <Article reading={found} chosen={chosen} />
        <Verdicts reading={found} chosen={chosen} />
      </div>
      <Goods
        ask={(shipments) => reading.ask('goods', question, shipments)}
        about={JSON.stringify(question)}
      />
    </>
  );
}

function Answer({ text }: { readonly text: string }) {
  const question = questionOf(text);
  return (
    <Answered asked={reading.use('read', question)}>
      {(found) => <Found found={found} question={question} />}
    </Answered>
  );
}

export default function Read() {
  const [text, setText] = useState(textOf());
  const address = param('text');
  useEffect(() => {
    if (address !== '') setText(address);
  }, [address]);
  const read = (given: string) => {
    keep(given);
    setText(given);
  };
  return (
    <>
      <h1>A text against the law and the record of its day</h1>
      <p>
        Each sentence that claims something checkable gets a verdict, with the clause behind it. The text is
        read in this browser and does not leave it.
      </p>
      <Paste onRead={read} />
      {text.trim() !== '' && <Answer text={text} />}
    </>
  );
}
