// The log panel: which slots are empty, voted for, chosen and applied, in fact and as each node knows it. It follows the tip of the log until
// the person moves it; then it stays where it was put.
import { useRef, useState, type ReactNode } from 'react';
import { ArrowRightToLine, ChevronLeft, ChevronRight, Rows3 } from 'lucide-react';
import { select } from '../../state/actions.ts';
import { useChoices } from '../../state/choices.ts';
import { useSaid } from '../../state/said.ts';
import type { Frame } from '../../view/frame.ts';
import { IconButton } from '../kit/Button.tsx';
import { Chip } from '../kit/Chip.tsx';
import { EmptyState } from '../kit/EmptyState.tsx';
import { Panel } from '../kit/Panel.tsx';
import { firstToShow, gapOwner, gapSlots, moveFirst, nextGap, type GridPlace } from './columns.ts';
import { Foot } from './Foot.tsx';
import { Grid } from './Grid.tsx';
import { SlotBar } from './SlotBar.tsx';
import { useGridSize, type GridSize } from './use-grid-size.ts';
import { showFrom, useView } from './use-view.ts';
import { useWheel } from './use-wheel.ts';
import { sayRow, sayTruth, sayWindow } from '../../view/log-words.ts';
import './log.css';

export function LogGrid({ heading }: { readonly heading?: ReactNode }) {
  const frame = useSaid((s) => s.frame);
  const box = useRef<HTMLDivElement>(null);
  const label = useRef<HTMLSpanElement>(null);
  const cell = useRef<HTMLSpanElement>(null);
  const size = useGridSize(box, label, cell);
  useView(size.columns);
  const [place, setPlace] = useState<GridPlace | null>(null);
  useWheel(box, size.columns);
  return (
    <Panel
      title="Log"
      heading={heading}
      flush
      note={frame === null ? undefined : sayWindow(frame.log)}
      actions={frame !== null && <Actions frame={frame} size={size} />}
    >
      <div className="log" data-narrow={size.narrow || undefined}>
        <div className="log-scroll">
          <div ref={box} className="log-box">
            <span ref={label} className="log-probe log-label" aria-hidden>
              <b>n8</b> {size.narrow ? 'paused' : 'damaged'}
            </span>
            <span ref={cell} className="log-probe log-probe-cell" aria-hidden>
              {widest(frame)}
            </span>
            {frame === null ? (
              <EmptyState icon={Rows3} title="No log yet" text="It fills as soon as a leader proposes a command." />
            ) : (
              size.columns > 0 && <Grid frame={frame} size={size} onPlace={setPlace} />
            )}
          </div>
        </div>
        {frame !== null && <SlotBar log={frame.log} columns={size.columns} />}
        {frame !== null && <Foot frame={frame} place={place} />}
        {frame !== null && <Twin frame={frame} />}
      </div>
    </Panel>
  );
}

/** What a cell must have room for: a short entry, or the longest slot number. */
function widest(frame: Frame | null): string {
  const digits = String((frame?.log.last ?? 0) + 100).length;
  return 'x=88'.padEnd(digits + 1, '8');
}

function Actions({ frame, size }: { readonly frame: Frame; readonly size: GridSize }) {
  const follows = useChoices((c) => c.logFirst === null);
  const { log } = frame;
  const page = Math.max(1, size.columns - 2);
  return (
    <>
      <GapChip frame={frame} columns={size.columns} />
      <IconButton
        icon={ChevronLeft}
        label="Earlier slots"
        tooltip="Earlier slots (the wheel and the arrow keys in the grid do the same)"
        look="quiet"
        size="sm"
        disabled={log.first <= 1}
        onClick={() => showFrom(moveFirst(log.first, -page, log.last, size.columns))}
      />
      <IconButton
        icon={ChevronRight}
        label="Later slots"
        look="quiet"
        size="sm"
        disabled={follows}
        onClick={() => showFrom(moveFirst(log.first, page, log.last, size.columns))}
      />
      <IconButton
        icon={ArrowRightToLine}
        label="Follow the end of the log"
        tooltip={follows ? 'The grid follows the end of the log. Press to keep it where it is.' : 'Follow the end of the log'}
        look="quiet"
        size="sm"
        pressed={follows}
        onClick={() => showFrom(follows ? log.first : null)}
      />
    </>
  );
}

function GapChip({ frame, columns }: { readonly frame: Frame; readonly columns: number }) {
  const selected = useChoices((c) => (c.selection?.kind === 'slot' ? c.selection.slot : null));
  const { first } = frame.log;
  const gaps = gapSlots(frame.log);
  if (gaps.length === 0) return null;
  const show = (): void => {
    const slot = nextGap(gaps, selected);
    const from = firstToShow(slot, first, columns);
    if (from !== first) showFrom(from);
    select({ kind: 'slot', slot, node: gapOwner(frame.log, slot) ?? frame.leader?.node ?? null });
  };
  const words = gaps.length === 1 ? '1 gap' : `${gaps.length} gaps`;
  return (
    <Chip tone="bad" onClick={show} aria-label={`${words} in the log: select slot ${nextGap(gaps, selected)}`}>
      {words}
    </Chip>
  );
}

function Twin({ frame }: { readonly frame: Frame }) {
  const open = frame.log.truth.flatMap((c, i) => (c.state === 'chosen' ? [sayTruth(c, frame.log.first + i)] : []));
  return (
    <div className="unseen">
      <h3>The log in words</h3>
      <p>
        Committed up to slot {frame.log.commitIndex}; {sayWindow(frame.log)}. {open.join(' ')}
      </p>
      <ul>
        {frame.nodes.map((n) => (
          <li key={n.id}>{sayRow(n, frame.log)}</li>
        ))}
      </ul>
    </div>
  );
}
