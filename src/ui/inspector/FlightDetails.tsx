// A message under way: what it says, field by field, where it is, and what can be done with it. It is remembered after it has ended its way.
import { useEffect, useRef, useState } from 'react';
import { Copy, Hourglass, Trash2 } from 'lucide-react';
import { isClient, nameOf, type EventNumber } from '../../base/units.ts';
import { delayFlight, dropFlight, duplicateFlight, seek } from '../../state/actions.ts';
import { engine } from '../../state/engine.ts';
import { onPaint } from '../../state/frame-source.ts';
import { useSaid } from '../../state/said.ts';
import type { FlightFrame, Frame } from '../../view/frame.ts';
import type { Replies } from '../../worker/protocol.ts';
import { progressOf } from '../../view/motion.ts';
import { ballotColour, SHAPE_NAMES } from '../../view/palette.ts';
import { Button } from '../kit/Button.tsx';
import { formatSpan, formatTime } from '../kit/format.ts';
import { Section } from '../kit/Panel.tsx';
import { Sign } from '../stage/Legend.tsx';
import { DELAY_MICROS } from '../stage/stage-menu.ts';
import { Acts, type Act } from './Acts.tsx';
import { Facts, Lead, NodeName } from './Facts.tsx';

interface FlightDetailsProps {
  readonly id: number;
  /** The event that sent it: by that it is found when it is not under way. */
  readonly sentBy: EventNumber | null;
  readonly frame: Frame;
}

export function FlightDetails({ id, sentBy, frame }: FlightDetailsProps) {
  const past = usePastFlight(id, sentBy);
  const found = frame.flights.find((f) => f.id === id);
  const [known, setKnown] = useState<FlightFrame | null>(found ?? null);
  if (found !== undefined && found !== known) setKnown(found);
  const readOnly = useSaid((s) => s.run?.readOnly === true);
  const f = found ?? past?.flight ?? known;
  if (f === null) return <Lead>This message is not under way at the moment shown.</Lead>;
  const gone = found === undefined;
  return (
    <div className="inspector-body">
      <div className="inspector-top">
        <p className="inspector-state" style={{ color: ballotColour(f.ballot) }}>
          <Sign shape={f.shape} answer={f.answer} />
          {f.type}
          {f.duplicate && <span className="inspector-tag">a copy</span>}
        </p>
        <p className="inspector-way">
          <Name of={f.from} /> to <Name of={f.to} />
          <span>
            {SHAPE_NAMES[f.shape]}, {f.answer ? 'an answer' : 'a question'}
          </span>
        </p>
        {gone ? <Gone flight={f} at={frame.at} /> : <OnTheWay flight={f} />}
        <Moments sentBy={f.sentBy ?? sentBy} endedBy={past?.ended?.event ?? null} />
        <Acts label="Acts on this message" acts={flightActs(id)} disabled={gone || readOnly} />
      </div>
      <Section title="What it says">
        <Facts facts={f.fields} />
      </Section>
      <Section title="Its way">
        <Facts
          facts={[
            ['Sent', `${formatTime(f.sentAt)} ms`],
            ...wayFacts(f, past),
            ...(f.command === '' ? [] : [['Command', f.command] as const]),
          ]}
        />
      </Section>
    </div>
  );
}

const wayFacts = (f: FlightFrame, past: PastFlight | null): readonly (readonly [string, string])[] =>
  past === null || past.ended === null
    ? [
        ['Arrives', `${formatTime(f.arrivesAt)} ms, unless it is lost`],
        ['Takes', formatSpan(f.arrivesAt - f.sentAt)],
      ]
    : [
        [past.ended.lost ? 'Lost' : 'Arrived', `${formatTime(past.ended.at)} ms`],
        ['Took', formatSpan(past.ended.at - f.sentAt)],
      ];

/** The ways to where it was sent and to where it ended. */
function Moments({ sentBy, endedBy }: { readonly sentBy: EventNumber | null; readonly endedBy: EventNumber | null }) {
  if (sentBy === null) return null;
  return (
    <div className="inspector-acts">
      <Button size="sm" onClick={() => void seek(sentBy + 1)} tooltip="Shows the cluster just after it was sent.">
        Show it sent
      </Button>
      {endedBy !== null && (
        <Button size="sm" onClick={() => void seek(endedBy + 1)} tooltip="Shows the cluster just after it arrived, or was lost.">
          Show its end
        </Button>
      )}
    </div>
  );
}

type PastFlight = Replies['past-flight'];

/** The message as the run has it, where the event that sent it is known; null until it has come, or where it is in another branch. */
function usePastFlight(id: number, sentBy: EventNumber | null): PastFlight | null {
  const [found, setFound] = useState<PastFlight | null>(null);
  useEffect(() => {
    if (sentBy === null) return undefined;
    let wanted = true;
    engine.request('past-flight', { flight: id, sentBy }).then(
      (past) => wanted && setFound(past),
      () => undefined, // what the frame says is all there is
    );
    return () => {
      wanted = false;
    };
  }, [id, sentBy]);
  return found;
}

const Name = ({ of: address }: { readonly of: number }) => (isClient(address) ? <b>{nameOf(address)}</b> : <NodeName id={address} />);

function Gone({ flight, at }: { readonly flight: FlightFrame; readonly at: number }) {
  const early = at < flight.sentAt;
  return (
    <Lead>{early ? 'It has not been sent yet at the moment shown.' : 'It has ended its way. Step back to see it under way again.'}</Lead>
  );
}

/** How far it has come; the bar's width is painted. */
function OnTheWay({ flight }: { readonly flight: FlightFrame }) {
  const bar = useRef<HTMLSpanElement>(null);
  const left = useRef<HTMLSpanElement>(null);
  useEffect(
    () =>
      onPaint((_, t) => {
        if (bar.current !== null) bar.current.style.transform = `scaleX(${progressOf(flight, t).toFixed(4)})`;
        if (left.current !== null) left.current.textContent = `${formatSpan(Math.max(0, flight.arrivesAt - t))} left`;
      }),
    [flight],
  );
  return (
    <div className="inspector-progress">
      <span className="inspector-track">
        <span ref={bar} style={{ background: ballotColour(flight.ballot) }} />
      </span>
      <span ref={left} className="inspector-left" />
    </div>
  );
}

const flightActs = (id: number): readonly Act[] => [
  { label: 'Drop', icon: Trash2, look: 'danger', keys: 'drop', says: 'It never arrives.', run: () => dropFlight(id) },
  {
    label: 'Delay by 20 ms',
    icon: Hourglass,
    keys: 'delay',
    says: 'It arrives 20 ms later.',
    run: () => delayFlight(id, DELAY_MICROS),
  },
  { label: 'Send twice', icon: Copy, keys: 'duplicate', says: 'A copy of it sets out now.', run: () => duplicateFlight(id) },
];
