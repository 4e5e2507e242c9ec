// Where a file is dropped, chosen or pasted, or the example taken.

import example from '../../../../examples/shipments.csv?raw';
import { openBook } from '../../book/loaded.ts';
import { change } from '../../state.ts';

export const openExample = (): Promise<void> => openBook('shipments.csv (the example)', new Blob([example]));

export function Drop({ open }: { open(name: string, blob: Blob): void }) {
  const dropped = (event: DragEvent) => {
    event.preventDefault();
    const [file] = event.dataTransfer?.files ?? [];
    if (file) open(file.name, file);
  };
  return (
    <fieldset class="drop" onDragOver={(event) => event.preventDefault()} onDrop={dropped}>
      <legend class="unseen">Your file</legend>
      <p class="big">Drop a CSV or Excel file here</p>
      <div class="row middle">
        <label class="choose">
          <span class="unseen">A CSV or Excel file</span>
          <input
            type="file"
            accept=".csv,.tsv,.txt,.xlsx,text/csv"
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              if (file) open(file.name, file);
            }}
          />
        </label>
        <button type="button" onClick={() => change({ book: 'example' })}>
          Try the example
        </button>
      </div>
      <details>
        <summary>or paste a table</summary>
        <label>
          <span class="unseen">A pasted table</span>
          <textarea
            name="paste"
            rows={5}
            placeholder={'code,from,value,on\n8507.60.00,CN,480000,2025-08-20'}
            onChange={(event) =>
              event.currentTarget.value.trim() !== '' &&
              open('pasted table', new Blob([event.currentTarget.value]))
            }
          />
        </label>
      </details>
      <p class="note">
        Needed: tariff code, country of origin, customs value. Better with: day of entry, weight, metal
        shares, claims. A million lines are fine.
      </p>
    </fieldset>
  );
}
