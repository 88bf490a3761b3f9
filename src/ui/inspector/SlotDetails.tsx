// A slot of the log: who voted for what, what is chosen, why this value, and what each node holds there. The sentences are the engine's.
import { useEffect, useState } from 'react';
import { select, sentenceOf } from '../../state/actions.ts';
import { engine } from '../../state/engine.ts';
import type { CellFrame, Frame, SlotDetail } from '../../view/frame.ts';
import { Section } from '../kit/Panel.tsx';
import { Ballot, Facts, Lead, NodeName } from './Facts.tsx';

function useDetail(slot: number, event: number): { readonly detail: SlotDetail | null; readonly refusal: string } {
  const [state, setState] = useState<{ detail: SlotDetail | null; refusal: string }>({ detail: null, refusal: '' });
  useEffect(() => {
    let wanted = true;
    engine.request('slot-detail', { slot }).then(
      (detail) => wanted && setState({ detail, refusal: '' }),
      (error: unknown) => wanted && setState((s) => ({ ...s, refusal: sentenceOf(error) })),
    );
    return () => {
      wanted = false;
    };
  }, [slot, event]);
  return state;
}

export function SlotDetails({ slot, node, frame }: { readonly slot: number; readonly node: number | null; readonly frame: Frame }) {
  const { detail, refusal } = useDetail(slot, frame.event);
  const i = slot - frame.log.first;
  const inView = i >= 0 && i < frame.log.count;
  return (
    <div className="inspector-body">
      <div className="inspector-top">
        {refusal !== '' && <Lead tone="bad">{refusal}</Lead>}
        {detail === null && refusal === '' && <Lead>Asking the engine.</Lead>}
        {detail?.lines.map((line, k) => (k === 0 ? <Lead key={k}>{line}</Lead> : <p key={k}>{line}</p>))}
      </div>
      {inView && (
        <Section title="At each node">
          <Facts
            short
            facts={frame.log.rows.map((row) => [
              <button
                key="n"
                type="button"
                className="inspector-link"
                onClick={() => select({ kind: 'node', node: row.node })}
                data-current={row.node === node || undefined}
              >
                <NodeName id={row.node} />
              </button>,
              <Holds key="h" cell={row.cells[i]!} />,
            ])}
          />
        </Section>
      )}
    </div>
  );
}

const STATES: Readonly<Record<CellFrame['state'], string>> = {
  empty: 'nothing',
  written: 'vote written, not synced',
  voted: 'vote synced',
  chosen: 'knows it chosen',
  applied: 'applied',
  folded: 'under the checkpoint, cut from the log',
  gap: 'gap: nothing here, though it has heard of slots above',
};

function Holds({ cell }: { readonly cell: CellFrame }) {
  if (cell.state === 'empty' || cell.state === 'gap' || cell.state === 'folded')
    return <span className="inspector-none">{STATES[cell.state]}</span>;
  return (
    <>
      <b>{cell.text}</b> {STATES[cell.state]}
      {cell.ballot !== null && (
        <>
          , vote in <Ballot of={cell.ballot} />
        </>
      )}
    </>
  );
}
