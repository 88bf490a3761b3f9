// What can go wrong with one node's disk, each with what it does, and why it cannot be done now where that is so.
import { useEffect, useState } from 'react';
import { nameOf, type NodeId } from '../../base/units.ts';
import { batteryFailure, crash, damageRecord, fillDisk, freeDisk, loseDisk, restart, stall } from '../../state/actions.ts';
import { engine } from '../../state/engine.ts';
import { useSaid } from '../../state/said.ts';
import { crashAtNextWrite } from '../../state/until.ts';
import type { Frame, NodeFrame } from '../../view/frame.ts';
import { Button } from '../kit/Button.tsx';
import { Segmented, Select } from '../kit/Choose.tsx';
import { Section } from '../kit/Panel.tsx';
import { formatSpan } from '../kit/format.ts';
import { faultsOf, recordLabel, type Fault } from './disk-faults.ts';
import { AT_ONCE } from './LiveFields.tsx';

export function DiskFaults() {
  const frame = useSaid((s) => s.frame);
  const readOnly = useSaid((s) => s.run?.readOnly ?? false);
  return frame === null ? null : <OneNode frame={frame} disabled={readOnly} />;
}

function OneNode({ frame, disabled }: { readonly frame: Frame; readonly disabled: boolean }) {
  const [chosen, setChosen] = useState<NodeId>(1);
  const node = frame.nodes.find((n) => n.id === chosen) ?? frame.nodes[0]!;
  return (
    <Section title="Faults of one disk" note={AT_ONCE}>
      <Segmented
        bare
        label="Whose disk"
        value={String(node.id)}
        options={frame.nodes.map((n) => ({ value: String(n.id), label: nameOf(n.id) }))}
        onChange={(v) => setChosen(Number(v))}
      />
      <ul className="controls-faults" aria-label={`Faults of the disk of ${nameOf(node.id)}`}>
        <Stall node={node} disabled={disabled} />
        {faultsOf(node).map((fault) => (
          <li key={fault.act}>
            <p>{fault.refusal === '' ? fault.does : fault.refusal}</p>
            <Button size="sm" look={fault.look} disabled={disabled || fault.refusal !== ''} onClick={() => void carryOut(fault, node.id)}>
              {fault.label}
            </Button>
          </li>
        ))}
        <Damage key={node.id} node={node} disabled={disabled} />
      </ul>
    </Section>
  );
}

const ACTS: Readonly<Record<Fault['act'], (node: NodeId) => Promise<void>>> = {
  crash,
  'crash-write': crashAtNextWrite,
  restart,
  fill: fillDisk,
  free: freeDisk,
  battery: batteryFailure,
  lose: loseDisk,
};
const carryOut = ({ act }: Fault, node: NodeId): Promise<void> => ACTS[act](node);

interface NodeProps {
  readonly node: NodeFrame;
  readonly disabled: boolean;
}

const STALLS = [100_000, 500_000, 2_000_000];

function Stall({ node, disabled }: NodeProps) {
  const [micros, setMicros] = useState(STALLS[1]!);
  return (
    <li data-wide>
      <p>Its sync under way, or its next one, takes this much longer; what waits for it waits.</p>
      <div className="controls-fault-acts">
        <Select
          bare
          label="Length of the stall"
          value={String(micros)}
          options={STALLS.map((m) => ({ value: String(m), label: formatSpan(m) }))}
          disabled={disabled}
          onChange={(v) => setMicros(Number(v))}
        />
        <Button size="sm" disabled={disabled || node.status === 'crashed'} onClick={() => void stall(node.id, micros)}>
          Stall it
        </Button>
      </div>
    </li>
  );
}

/** Records offered for damage: the newest. */
const ROWS = 24;

/** D7: only of a node that is down; a running one would not read the record again. */
function Damage({ node, disabled }: NodeProps) {
  const down = node.status === 'crashed';
  const rows = useNewestRows(node, down);
  const [chosen, setChosen] = useState<number | null>(null);
  // The last row damaged looks like a torn tail and is cut; one before it shows what cannot be mended.
  const row = rows.find((r) => r.lsn === chosen) ?? rows.at(-2) ?? rows.at(-1);
  return (
    <li data-wide>
      <p>
        {down
          ? 'Changes a record where it lies. Restarted, the node finds that its checksum does not fit: before whole records, it takes no part (D7).'
          : 'A record can be damaged while the node is crashed.'}
      </p>
      <div className="controls-fault-acts">
        <Select
          bare
          label="Which record"
          value={row === undefined ? '' : String(row.lsn)}
          options={rows.map((r) => ({ value: String(r.lsn), label: recordLabel(r) }))}
          disabled={disabled || row === undefined}
          onChange={(v) => setChosen(Number(v))}
        />
        <Button
          size="sm"
          look="danger"
          disabled={disabled || !down || row === undefined}
          onClick={() => row !== undefined && void damageRecord(node.id, row.lsn)}
        >
          Damage it
        </Button>
      </div>
    </li>
  );
}

interface Row {
  readonly lsn: number;
  readonly text: string;
}
const NO_ROWS: readonly Row[] = [];

function useNewestRows({ id, disk }: NodeFrame, wanted: boolean): readonly Row[] {
  const [rows, setRows] = useState<readonly Row[]>(NO_ROWS);
  const { written } = disk;
  useEffect(() => {
    let shown = true;
    if (wanted)
      engine.request('stored-rows', { node: id, from: Math.max(0, written - ROWS), count: ROWS }).then(
        (found) => shown && setRows(found.rows),
        () => shown && setRows(NO_ROWS), // nothing can be offered; the button stays grey
      );
    return () => {
      shown = false;
    };
  }, [id, written, wanted]);
  return wanted ? rows : NO_ROWS;
}
