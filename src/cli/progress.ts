// A line of progress on stderr, on a terminal only.

export interface Progress {
  /** So much is done; `note` says what is at hand. */
  at(done: number, note?: string): void;
  step(note?: string): void;
  stop(): void;
}

const shown = (share: number): string => `${Math.round(100 * Math.min(1, share))} %`;

/** `total` of zero: the amount is not known. */
export function progressBar(what: string, total: number): Progress {
  const live = process.stderr.isTTY === true;
  let done = 0;
  let last = 0;
  const write = (note: string) => {
    const now = performance.now();
    if (!live || (now - last < 100 && done < total)) return;
    last = now;
    const amount = total > 0 ? shown(done / total) : `${done.toLocaleString('en')} bytes`;
    process.stderr.write(`\r\x1b[K${what} ${amount}${note ? ` (${note})` : ''}`);
  };
  return {
    at(amount, note = '') {
      done = amount;
      write(note);
    },
    step(note = '') {
      done++;
      write(note);
    },
    stop: () => {
      if (live) process.stderr.write('\r\x1b[K');
    },
  };
}
