// What a search came to: the violation with its two facts, how much smaller it was made, and what can be done with it; or that nothing was found.
import { CircleCheck, Copy, Download, OctagonAlert, Play, SkipBack } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { closeDrawer } from '../../state/choices.ts';
import { changeAsk, copyFound, HIGHEST_SEED, playFound, saveFound, startSearch, type Ask } from '../../state/search.ts';
import type { FoundFrame, Playable, SearchResult } from '../../worker/search-protocol.ts';
import { Button } from '../kit/Button.tsx';
import { formatCount } from '../kit/format.ts';
import { useLayoutMode } from '../shell/layout-mode.ts';
import { commandOf, sayNext, sayNothing, sayFound, sizeRows } from './search-words.ts';

export function FoundCard({ result }: { readonly result: SearchResult }) {
  const found = result.found!;
  const shown = result.small ?? found;
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    // In braces: some browsers return a promise here, which React would take for the way to clean up.
    card.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <section ref={card} className="search-found" aria-label={sayFound(found)}>
      <h3>
        <OctagonAlert className="kit-icon" aria-hidden />
        {sayFound(found)}
      </h3>
      <p>{shown.says}</p>
      {shown.facts.length > 0 && (
        <ol className="search-facts">
          {shown.facts.map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ol>
      )}
      <Sizes found={found} small={result.small} stopped={result.stopped} />
      {result.play !== null && <Acts play={result.play} found={found} />}
    </section>
  );
}

function Sizes({ found, small, stopped }: { readonly found: FoundFrame; readonly small: FoundFrame | null; readonly stopped: boolean }) {
  return (
    <table className="search-sizes">
      <thead>
        <tr>
          <th scope="col">Its history</th>
          <th scope="col">as found</th>
          {small !== null && <th scope="col">{stopped ? 'smaller, so far' : 'made smaller'}</th>}
        </tr>
      </thead>
      <tbody>
        {sizeRows(found.size, small?.size ?? null).map(([name, before, after]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{before}</td>
            {small !== null && <td>{after}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Acts({ play, found }: { readonly play: Playable; readonly found: FoundFrame }) {
  const phone = useLayoutMode() === 'phone';
  const [refusal, setRefusal] = useState('');
  const open = async (from: 'before' | 'start'): Promise<void> => {
    const opened = await playFound(from);
    setRefusal(opened.ok ? '' : opened.error);
    if (opened.ok && phone) closeDrawer();
  };
  return (
    <>
      {note(play, found) !== '' && <p className="kit-sentence">{note(play, found)}</p>}
      <div className="search-acts">
        <Button
          look="primary"
          icon={Play}
          data-key-target="found"
          tooltip={
            play.scenario === null
              ? 'Opens the run at its end.'
              : 'Opens it a little before the violation and plays it at the speed chosen.'
          }
          onClick={() => void open('before')}
        >
          {play.scenario === null ? 'Open it' : 'Play it'}
        </Button>
        {play.scenario !== null && (
          <Button icon={SkipBack} tooltip="Plays it from its first event." onClick={() => void open('start')}>
            From the start
          </Button>
        )}
        <Button icon={Download} tooltip="A text that a person can read, and that gives the same again." onClick={saveFound}>
          Save
        </Button>
        {play.scenario !== null && (
          <Button icon={Copy} onClick={() => void copyFound()}>
            Copy
          </Button>
        )}
      </div>
      {refusal !== '' && (
        <p className="kit-sentence" role="alert">
          {refusal}
        </p>
      )}
      {play.scenario !== null && (
        <details className="search-text">
          <summary>Its scenario</summary>
          <pre tabIndex={0} aria-label="The scenario">
            {play.scenario}
          </pre>
        </details>
      )}
    </>
  );
}

/** What must be known before it is opened; '' mostly. */
function note({ stops, scenario, whyNot }: Playable, { kind }: FoundFrame): string {
  if (kind === 'stuck') return 'No check is broken: the world is calm, and goes on without an answer.';
  if (kind === 'failed') return 'The engine halts there, and says why.';
  if (scenario === null) return `It cannot be written as a scenario${whyNot === '' ? '' : `: ${whyNot}`} The run itself can be opened.`;
  return stops
    ? ''
    : 'No check stops this run: what the clients saw, taken together, is what no order explains. Under Checks, the whole history shows it.';
}

export function Nothing({ result, asked }: { readonly result: SearchResult; readonly asked: Ask }) {
  const { progress, stopped } = result;
  const from = stopped ? asked.first + progress.seeds : asked.last + 1;
  const to = Math.min(HIGHEST_SEED, stopped ? asked.last : from + asked.last - asked.first);
  const goOn = (): void => {
    changeAsk({ ...asked, first: from, last: to });
    startSearch();
  };
  return (
    <section className="search-nothing" aria-label="Nothing was found">
      <h3>
        <CircleCheck className="kit-icon" aria-hidden />
        Nothing was found
      </h3>
      <p>{sayNothing(progress, stopped)}</p>
      <p className="kit-sentence">{sayNext(asked, stopped)}</p>
      {from <= to && (
        <Button size="sm" onClick={goOn}>
          Go on: seeds {formatCount(from)} to {formatCount(to)}
        </Button>
      )}
      <p className="kit-sentence">
        The same from the command line: <code>{commandOf(asked)}</code>
      </p>
    </section>
  );
}
