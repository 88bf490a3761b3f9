// A node's log as it is stored, row by row, a page at a time: the newest page unless one is chosen. Asks the engine, which reads what is really
// stored; a page is asked for again when rows were added, not more often than the answers come.
import { useEffect, useState } from 'react';
import { ChevronFirst, ChevronLast, ChevronLeft, ChevronRight } from 'lucide-react';
import { sentenceOf } from '../../state/actions.ts';
import { engine } from '../../state/engine.ts';
import type { Replies } from '../../worker/protocol.ts';
import { IconButton } from '../kit/Button.tsx';
import { formatCount } from '../kit/format.ts';
import { Section } from '../kit/Panel.tsx';
import { storedWords } from './stored-words.ts';

type Rows = Replies['stored-rows'];

const PAGE = 12;

/** What is asked for: a page by its first row, or the end. */
type Asked = number | 'end';

interface Shown {
  readonly rows: Rows | null;
  readonly from: number;
  readonly refusal: string;
}

function useRows(node: number, asked: Asked, written: number, synced: number): Shown {
  const [shown, setShown] = useState<Shown>({ rows: null, from: 0, refusal: '' });
  useEffect(() => {
    let wanted = true;
    const from = asked === 'end' ? Math.max(0, written - PAGE) : asked;
    engine.request('stored-rows', { node, from, count: PAGE }).then(
      (rows) => wanted && setShown({ rows, from, refusal: '' }),
      (error: unknown) => wanted && setShown((s) => ({ ...s, refusal: sentenceOf(error) })),
    );
    return () => {
      wanted = false;
    };
  }, [node, asked, written, synced]);
  return shown;
}

export function StoredLog({ node, written, synced }: { readonly node: number; readonly written: number; readonly synced: number }) {
  const [asked, setAsked] = useState<Asked>('end');
  const { rows, from, refusal } = useRows(node, asked, written, synced);
  return (
    <Section
      title="Its stored log"
      note={rows === null ? undefined : rows.kind === 'indexeddb' ? 'as stored in IndexedDB' : 'in memory only'}
    >
      {refusal !== '' && (
        <p className="kit-sentence" data-tone="bad">
          {refusal}
        </p>
      )}
      {rows === null ? refusal === '' && <p className="kit-sentence">Reading the rows.</p> : <Table rows={rows} node={node} />}
      {rows !== null && <Pages from={from} total={rows.total} asked={asked} go={setAsked} />}
    </Section>
  );
}

function Table({ rows, node }: { readonly rows: Rows; readonly node: number }) {
  if (rows.rows.length === 0) return <p className="kit-sentence">No row of n{node} is stored.</p>;
  return (
    <table className="inspector-rows">
      <thead>
        <tr>
          <th scope="col">Row</th>
          <th scope="col">Record</th>
          <th scope="col">Checksum</th>
        </tr>
      </thead>
      <tbody>
        {rows.rows.map((r) => (
          <tr key={r.lsn} data-synced={r.synced}>
            <td className="mono">{r.lsn}</td>
            <td title={storedWords(r.text) === r.text ? undefined : r.text}>
              {storedWords(r.text)}
              {!r.synced && <span className="inspector-unsynced">written, not synced</span>}
            </td>
            <td className="mono">{r.sum}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface PagesProps {
  readonly from: number;
  readonly total: number;
  readonly asked: Asked;
  readonly go: (asked: Asked) => void;
}

function Pages({ from, total, asked, go }: PagesProps) {
  if (total <= PAGE) return null;
  const last = Math.min(total, from + PAGE);
  const end = asked === 'end' || last >= total;
  return (
    <div className="inspector-pages">
      <IconButton icon={ChevronFirst} size="sm" look="quiet" label="First rows" disabled={from === 0} onClick={() => go(0)} />
      <IconButton
        icon={ChevronLeft}
        size="sm"
        look="quiet"
        label="Earlier rows"
        disabled={from === 0}
        onClick={() => go(Math.max(0, from - PAGE))}
      />
      <span>
        {formatCount(from + 1)} to {formatCount(last)} of {formatCount(total)}
      </span>
      <IconButton
        icon={ChevronRight}
        size="sm"
        look="quiet"
        label="Later rows"
        disabled={end}
        onClick={() => go(from + 2 * PAGE >= total ? 'end' : from + PAGE)}
      />
      <IconButton icon={ChevronLast} size="sm" look="quiet" label="Newest rows" disabled={end} onClick={() => go('end')} />
    </div>
  );
}
