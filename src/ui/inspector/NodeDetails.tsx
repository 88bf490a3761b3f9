// A node: what it is and waits for, what can be done to it, what it knows, its disk, and its stored log.
import { useSaid } from '../../state/said.ts';
import type { Frame, NodeFrame } from '../../view/frame.ts';
import { stateWords } from '../../view/stage-text.ts';
import { Section } from '../kit/Panel.tsx';
import { Acts } from './Acts.tsx';
import { DiskDetails } from './DiskDetails.tsx';
import { Ballot, Facts, Lead, NodeName, type Fact } from './Facts.tsx';
import { LastRecovery } from './LastRecovery.tsx';
import { nodeActs } from './node-acts.ts';
import { extraFacts } from './node-facts.ts';
import { StoredLog } from './StoredLog.tsx';

export function NodeDetails({ id, frame }: { readonly id: number; readonly frame: Frame }) {
  const node = frame.nodes.find((n) => n.id === id);
  const readOnly = useSaid((s) => s.run?.readOnly === true);
  if (node === undefined)
    return (
      <Lead>
        There is no n{id} in this world; it has {frame.nodes.length === 1 ? 'one node' : `n1 to n${frame.nodes.length}`}.
      </Lead>
    );
  return (
    <div className="inspector-body">
      <div className="inspector-top">
        <p className="inspector-state">
          <span className="inspector-dot" data-node={id} data-status={node.status} aria-hidden />
          {capital(stateWords(node))}
        </p>
        <Lead tone={node.status === 'damaged' ? 'bad' : 'plain'}>{node.waitsFor === '' ? 'Waits for nothing.' : node.waitsFor}</Lead>
        <Acts label={`Acts on n${id}`} acts={nodeActs(node, frame)} disabled={readOnly} />
      </div>
      <Section title="What it knows" note={node.status === 'crashed' ? 'from its disk: its memory is gone' : undefined}>
        <Facts facts={knowledge(node, frame)} />
      </Section>
      <LastRecovery node={id} event={frame.event} />
      <DiskDetails node={node} config={frame.config} disabled={readOnly} />
      <StoredLog node={id} written={node.disk.written} synced={node.disk.synced} />
    </div>
  );
}

const capital = (s: string): string => s.charAt(0).toUpperCase() + s.slice(1);

function knowledge(n: NodeFrame, frame: Frame): Fact[] {
  const facts: Fact[] = [['Has promised', <Ballot key="b" of={n.promised} none="nothing yet" />]];
  if (n.status !== 'crashed')
    facts.push([
      'Takes for leader',
      n.leader === 0 ? <span className="inspector-none">nobody</span> : n.leader === n.id ? 'itself' : <NodeName key="n" id={n.leader} />,
    ]);
  facts.push(['Chosen up to', slotWords(n.commitIndex, frame.log.commitIndex)]);
  if (n.status !== 'crashed') facts.push(['Applied up to', slotWords(n.appliedIndex, n.commitIndex)]);
  if (n.promises !== null)
    facts.push(['Promises', `${n.promises.from.map((x) => `n${x}`).join(', ') || 'none'} of ${n.promises.needed} needed`]);
  if (n.queued > 0) facts.push(['Requests that wait', String(n.queued)]);
  facts.push(...extraFacts(n, frame));
  if (n.cutTo.length > 0) facts.push(['Links cut to', n.cutTo.map((x) => `n${x}`).join(', ')]);
  return facts;
}

function slotWords(slot: number, reference: number): string {
  const at = slot === 0 ? 'nothing' : `slot ${slot}`;
  return slot < reference ? `${at}, ${reference - slot} behind` : at;
}
