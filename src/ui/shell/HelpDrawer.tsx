// What the signs mean, the words that are used, and the keys: one visual language for every view, so one legend.
import type { ReactNode } from 'react';
import { Columns2, Keyboard } from 'lucide-react';
import { openDialog } from '../../state/choices.ts';
import { useOffline } from '../../state/offline.ts';
import { Button } from '../kit/Button.tsx';
import { Section } from '../kit/Panel.tsx';
import { MarkShape, MARK_WORDS } from '../timeline/mark-shapes.tsx';
import './help.css';

const CELLS: readonly (readonly [string, string])[] = [
  ['written', 'in the write cache, not synced: a crash would take it'],
  ['voted', 'the vote is synced'],
  ['chosen', 'known to be chosen'],
  ['applied', 'chosen, and the state machine has run it'],
  ['folded', 'under a checkpoint: its effect is in the state, its row is cut'],
  ['gap', 'not known to be chosen, below one that is'],
];

const WORDS: readonly (readonly [string, string])[] = [
  ['ballot', 'a numbered claim to lead: 3.n2 is n2’s third. Higher beats lower.'],
  ['slot', 'a place in the replicated log.'],
  ['promise', 'to take part in no lower ballot, for this slot and all after it.'],
  ['vote', 'for one value in one slot in one ballot; it counts once it is synced.'],
  ['chosen', 'a majority voted for it in one ballot. It never changes.'],
  ['applied', 'run by the state machine, in order, without holes.'],
  ['no-op', 'a command that does nothing: it fills a slot where nobody could have chosen anything else.'],
  ['synced', 'safe on the disk; what is only written is lost in a crash.'],
];

export function HelpDrawer() {
  const offline = useOffline();
  return (
    <>
      <Section title="Messages">
        <ul className="help-signs">
          <Sign picture={<Shape d="M9 2 L16 9 L9 16 L2 9 Z" />}>Phase 1: who may lead</Sign>
          <Sign picture={<Shape d="M9 2.500 a6.500 6.500 0 1 0 .01 0 Z" />}>Phase 2: votes for a value</Sign>
          <Sign picture={<Shape d="M5 5 h8 a4 4 0 0 1 0 8 h-8 a4 4 0 0 1 0 -8 Z" />}>A client’s request or answer</Sign>
          <Sign picture={<Shape d="M3.500 3.500 h11 v11 h-11 Z" />}>Catching up</Sign>
          <Sign picture={<Shape d="M9 6.500 a2.500 2.500 0 1 0 .01 0 Z" />}>Heartbeat</Sign>
        </ul>
        <p className="help-note">
          Hollow and dashed asks; filled and solid answers. The colour is the ballot’s owner, and its number is always written beside it.
        </p>
      </Section>
      <Section title="Log cells">
        <ul className="help-signs">
          {CELLS.map(([kind, says]) => (
            <Sign key={kind} picture={<span className="help-cell" data-cell={kind} />}>
              <b>{kind}</b> {says}
            </Sign>
          ))}
        </ul>
        <p className="help-note">
          “In fact” is what the votes on the disks make chosen, whoever knows it; the rows below are what each node knows.
        </p>
      </Section>
      <Section title="Marks on the time track">
        <ul className="help-signs">
          {MARK_WORDS.map(([kind, says]) => (
            <Sign key={kind} picture={<MarkShape kind={kind} node={3} />}>
              {says}
            </Sign>
          ))}
        </ul>
      </Section>
      <Section title="Words">
        <dl className="help-words">
          {WORDS.map(([word, says]) => (
            <div key={word}>
              <dt>{word}</dt>
              <dd>{says}</dd>
            </div>
          ))}
        </dl>
      </Section>
      <Section title="Raft beside it">
        <p className="help-note">
          What this run has measured, beside what Raft does by its paper: who may lead, how logs are repaired, what counts as committed.
        </p>
        <Button icon={Columns2} keys="raft" onClick={() => openDialog('raft')}>
          Open the table
        </Button>
      </Section>
      <Section title="Keys">
        <Button icon={Keyboard} keys="keys" onClick={() => openDialog('keys')}>
          List of keys
        </Button>
      </Section>
      {offline && (
        <Section title="Without a network">
          <p>Every file of Synod is kept on this device: this address opens without a network. Runs never leave the device anyway.</p>
        </Section>
      )}
    </>
  );
}

function Sign({ picture, children }: { readonly picture: ReactNode; readonly children: ReactNode }) {
  return (
    <li>
      <span className="help-picture">{picture}</span>
      <span>{children}</span>
    </li>
  );
}

function Shape({ d }: { readonly d: string }) {
  return (
    <svg viewBox="0 0 18 18" aria-hidden>
      <path d={d} fill="none" stroke="var(--ink-2)" strokeWidth="1.8" />
    </svg>
  );
}
