// The diagram in words, for those who do not see it: what is in view, brought up to date when the run stands still or the view has settled.
import { useEffect, useState } from 'react';
import { useChoices } from '../../state/choices.ts';
import { useSaid } from '../../state/said.ts';
import { spanOf } from '../../view/space-time-lay.ts';
import { sayStretch, type StretchInWords } from '../../view/space-time-text.ts';
import type { Diagram } from './diagram.ts';
import type { StretchFeed } from './feed.ts';

/** Nothing has changed for so long. */
const SETTLED_MILLIS = 400;

export function Twin({ diagram, feed }: { readonly diagram: Diagram; readonly feed: StretchFeed }) {
  const playing = useSaid((s) => s.playing);
  const event = useSaid((s) => (s.playing ? 0 : (s.frame?.event ?? 0)));
  const { heartbeats } = useChoices((c) => c.diagram);
  const [words, setWords] = useState<StretchInWords | null>(null);
  const { stretch } = feed;
  useEffect(() => {
    if (playing) return undefined;
    const timer = setTimeout(() => {
      const scene = diagram.scene;
      if (scene === null) return;
      const { from, to } = spanOf(scene.layout, scene.view);
      setWords(sayStretch(scene.stretch, from, Math.min(to, scene.now), heartbeats));
    }, SETTLED_MILLIS);
    return () => clearTimeout(timer);
  }, [diagram, playing, event, stretch, heartbeats]);
  if (words === null) return null;
  return (
    <div className="unseen" role="group" aria-label="The diagram in words">
      <p>{words.summary}</p>
      <Sentences title="Nodes" of={words.nodes} />
      <Sentences title="What happened" of={words.happenings} />
      <Sentences title="Messages" of={words.messages} />
      <Sentences title="Disks" of={words.syncs} />
    </div>
  );
}

function Sentences({ title, of }: { readonly title: string; readonly of: readonly string[] }) {
  if (of.length === 0) return null;
  return (
    <ul aria-label={title}>
      {of.map((s, i) => (
        <li key={i}>{s}</li>
      ))}
    </ul>
  );
}
