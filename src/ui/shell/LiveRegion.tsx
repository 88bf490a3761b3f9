// What a screen reader hears: while stepping, the sentence of each event; while playing, only what is worth a mark on the timeline, one
// sentence at a time, so that speech does not run behind for minutes.
import { useEffect, useState } from 'react';
import { bookmarkAt } from '../../state/bookmarks-on-way.ts';
import { useSaid, type Said } from '../../state/said.ts';

const SETTLE_MILLIS = 180;
const BETWEEN_SENTENCES_MILLIS = 3000;

export function LiveRegion() {
  const [sentence, setSentence] = useState('');
  useEffect(() => {
    const speaker = makeSpeaker(setSentence);
    const stop = useSaid.subscribe(speaker.hear);
    return () => {
      stop();
      speaker.end();
    };
  }, []);
  return (
    <p className="unseen" aria-live="polite" aria-atomic="true" data-testid="spoken">
      {sentence}
    </p>
  );
}

/** What should be said of `now` after `before`, or ''. */
export function toSay(now: Pick<Said, 'frame' | 'run' | 'playing'>, before: Pick<Said, 'frame' | 'run' | 'playing'>): string {
  if (now.frame === null) return '';
  if (now.playing !== before.playing && before.frame !== null) return now.playing ? 'Playing.' : `Paused. ${now.frame.sentence}`;
  if (!now.playing) return now.frame.event === before.frame?.event ? '' : withBookmark(now.frame.sentence, now);
  const last = now.run?.marks.at(-1);
  return last !== undefined && last !== before.run?.marks.at(-1) && last.event !== before.run?.marks.at(-1)?.event ? last.text : '';
}

function withBookmark(sentence: string, { run, frame }: Pick<Said, 'run' | 'frame'>): string {
  const b = run === null || frame === null || run.bookmarks.length === 0 ? undefined : bookmarkAt(run, frame.event);
  return b === undefined ? sentence : `Bookmark: ${b.title}. ${b.text} ${sentence}`;
}

function makeSpeaker(say: (sentence: string) => void) {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let waiting = '';
  let freeAt = 0;
  const speak = (): void => {
    timer = null;
    freeAt = performance.now() + BETWEEN_SENTENCES_MILLIS;
    say(waiting);
  };
  return {
    hear(now: Said, before: Said): void {
      const sentence = toSay(now, before);
      if (sentence === '') return;
      waiting = sentence;
      const delay = now.playing ? Math.max(SETTLE_MILLIS, freeAt - performance.now()) : SETTLE_MILLIS;
      if (timer !== null && now.playing) return;
      if (timer !== null) clearTimeout(timer);
      timer = setTimeout(speak, delay);
    },
    end(): void {
      if (timer !== null) clearTimeout(timer);
    },
  };
}
