// A node's disk: how much is synced, the sync under way, what waits for it, and how long a sync takes.
import { nameOf } from '../../base/units.ts';
import { setNodeSync } from '../../state/actions.ts';
import type { Config } from '../../sim/config.ts';
import { FIELDS } from '../../sim/fields.ts';
import type { NodeFrame } from '../../view/frame.ts';
import { ballotColour } from '../../view/palette.ts';
import { plural } from '../../view/words.ts';
import { formatCount, formatSpan } from '../kit/format.ts';
import { Section } from '../kit/Panel.tsx';
import { Slider } from '../kit/Slider.tsx';
import { Acts } from './Acts.tsx';
import { Facts, type Fact } from './Facts.tsx';
import { diskActs } from './node-acts.ts';

const RANGE = FIELDS.syncMicros.type === 'number' ? FIELDS.syncMicros : { min: 1, max: 5_000_000 };

export function DiskDetails({ node, config, disabled }: { readonly node: NodeFrame; readonly config: Config; readonly disabled: boolean }) {
  const { disk } = node;
  return (
    <Section title="Its disk" note={`${plural(disk.written, 'row')}, ${formatCount(disk.synced)} synced`}>
      <Facts facts={diskFacts(node)} />
      {disk.heldCount > 0 && <HeldList node={node} />}
      <Acts label={`Acts on the disk of n${node.id}`} acts={diskActs(node)} disabled={disabled} />
      <Slider
        label="Sync latency"
        note={`n${node.id}`}
        value={disk.syncMicros}
        min={RANGE.min}
        max={RANGE.max}
        scale="log"
        format={formatSpan}
        defaultValue={config.syncMicros}
        sentence="How long a sync of this disk takes; reset: as the others."
        disabled={disabled}
        onCommit={(micros) => void setNodeSync(node.id, micros === config.syncMicros ? null : micros)}
      />
    </Section>
  );
}

function diskFacts({ disk, status }: NodeFrame): Fact[] {
  const pending = disk.written - disk.synced;
  const marks: Fact[] = [];
  if (disk.full === true) marks.push(['Room', <b key="f">none: writes fail</b>]);
  if (disk.battery !== undefined) marks.push(['Battery behind its cache', disk.battery === 'works' ? 'works' : <b key="b">has failed</b>]);
  if (status === 'crashed')
    return [
      ...marks,
      ['Lost in the crash', disk.lost === 0 ? 'nothing: all was synced' : `${plural(disk.lost, 'row')} written and not synced`],
    ];
  const facts: Fact[] = [...marks, ['Not synced yet', pending === 0 ? 'nothing' : plural(pending, 'row')]];
  if (disk.sync !== null)
    facts.push([
      'Sync under way',
      `covers ${plural(disk.sync.covers - disk.synced, 'row')}, takes ${formatSpan(disk.sync.dueAt - disk.sync.began)}`,
    ]);
  return facts;
}

function HeldList({ node }: { readonly node: NodeFrame }) {
  const { held, heldCount } = node.disk;
  return (
    <div className="inspector-held">
      <h4>Held back until the sync</h4>
      <ul>
        {held.map((h, i) => (
          <li key={i} style={{ color: ballotColour(h.ballot) }}>
            {h.label} <span>to {nameOf(h.to)}</span>
          </li>
        ))}
        {heldCount > held.length && <li>{heldCount - held.length} more</li>}
      </ul>
    </div>
  );
}
