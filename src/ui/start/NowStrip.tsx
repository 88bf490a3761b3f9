// The line under the stage: one sentence on what is seen, and one thing to try. The suggestion can be put away; Panels brings it back.
import { lazy, Suspense } from 'react';
import { Lightbulb, X } from 'lucide-react';
import * as actions from '../../state/actions.ts';
import { useChoices, type Drawer } from '../../state/choices.ts';
import { useSaid } from '../../state/said.ts';
import { Button, IconButton } from '../kit/Button.tsx';
import { KeyHint } from '../kit/KeyHint.tsx';
import { sayNow, sayOpening } from './say-now.ts';
import { suggest, type TryAct } from './suggest.ts';
import './start.css';

const BookmarkCard = lazy(async () => ({ default: (await import('../notes/BookmarkCard.tsx')).BookmarkCard }));

/** What the bookmark of this moment says, where there is one. */
export function Bookmarked() {
  const any = useSaid((s) => (s.run?.bookmarks.length ?? 0) > 0);
  return <Suspense fallback={null}>{any && <BookmarkCard />}</Suspense>;
}

export function NowStrip() {
  const frame = useSaid((s) => s.frame);
  const playing = useSaid((s) => s.playing);
  const engine = useSaid((s) => s.engine);
  const opening = useSaid((s) => s.opening);
  const without = engine === 'stopped' ? 'The engine is not running.' : 'The cluster is starting.';
  return (
    <div className="now" data-part="now">
      {/* Not a live region: the page has one of its own, which speaks at a pace that can be followed. */}
      <p className="now-sentence">{opening !== null ? sayOpening(opening) : frame === null ? without : sayNow(frame, playing)}</p>
      <Try />
    </div>
  );
}

function Try() {
  const hints = useChoices((c) => c.hints);
  const frame = useSaid((s) => s.frame);
  const run = useSaid((s) => s.run);
  const live = useSaid((s) => s.live);
  // A lesson has suggestions of its own.
  const lesson = useChoices((c) => c.lesson !== '');
  if (lesson || !hints || frame === null || run === null) return null;
  const suggestion = suggest(frame, run, live);
  if (suggestion === null) return null;
  const { act, label, says, keys } = suggestion;
  return (
    <div className="now-try" role="group" aria-label="Something to try">
      <Lightbulb className="kit-icon now-bulb" aria-hidden />
      <span className="now-says">{says}</span>
      <Button keys={keys} tooltip={says} onClick={() => perform(act)}>
        {label}
        {keys !== undefined && <KeyHint of={keys} />}
      </Button>
      <IconButton
        icon={X}
        label="Put suggestions away"
        tooltip="Put suggestions away; the Panels menu brings them back"
        look="quiet"
        size="sm"
        onClick={putAway}
      />
    </div>
  );
}

function perform(act: TryAct): void {
  if ('node' in act) void NODE_ACTS[act.kind](act.node);
  else if (act.kind === 'heal') void actions.heal();
  else if (act.kind === 'hurry') void actions.hurry();
  else if (act.kind === 'tip') void actions.toTip();
  else openDrawer(act.kind === 'command' ? 'clients' : act.kind);
}

const NODE_ACTS = {
  crash: actions.crash,
  restart: actions.restart,
  free: actions.freeDisk,
  resume: actions.resumeNode,
  isolate: actions.isolate,
} as const;

function openDrawer(drawer: Drawer): void {
  useChoices.setState((c) => {
    c.drawer = drawer;
  });
}

function putAway(): void {
  useChoices.setState((c) => {
    c.hints = false;
  });
}
