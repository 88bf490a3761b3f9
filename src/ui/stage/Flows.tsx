// Messages as flows: at high speed, or where there are very many, each direction of each link shows how many are under way on it now.
import { FLOW_BEND, flowsOf, flowWidth, groundOf, TOLD_APART } from '../../view/flights.ts';
import type { Frame } from '../../view/frame.ts';
import type { StageLayout } from '../../view/layout.ts';
import { bent, pointOn, svgPath, type Path } from '../../view/motion.ts';
import { ballotColour } from '../../view/palette.ts';
import { boxOf, clientPlaces, type ClientGroup } from '../../view/places.ts';

/** A message that crosses a link faster than this cannot be followed. */
const FOLLOWED_MILLIS = 60;

/** Whether the stage shows flows now; a sentence that says why, or ''. */
export function flowsReason(frame: Frame, playing: boolean, speed: number): string {
  const crossing = frame.config.delayMicros / 1000 / speed;
  if (playing && crossing < FOLLOWED_MILLIS) return 'Lines count messages: too fast to follow one by one';
  if (frame.flightCount > TOLD_APART) return `${frame.flightCount} messages under way: lines count them`;
  return '';
}

export interface FlowsProps {
  readonly frame: Frame;
  readonly groups: readonly ClientGroup[];
  readonly layout: StageLayout;
  readonly unit: number;
  /** Lines lie under the cards, their counts above. */
  readonly part: 'lines' | 'counts';
}

export function Flows({ frame, groups, layout, unit, part }: FlowsProps) {
  const places = clientPlaces(groups);
  return (
    <g className="stage-flows" aria-hidden>
      {flowsOf(frame.flights).map((flow) => {
        const from = boxOf(layout, places, flow.from);
        const to = boxOf(layout, places, flow.to);
        if (from === undefined || to === undefined) return null;
        const path = bent(from, to, FLOW_BEND, groundOf(layout));
        return (
          <g key={`${flow.from}>${flow.to}`} style={{ color: ballotColour(flow.first.ballot) }}>
            {part === 'lines' ? (
              <path d={svgPath(path)} strokeWidth={flowWidth(flow.count)} />
            ) : (
              <Count of={flow.count} path={path} unit={unit} layout={layout} />
            )}
          </g>
        );
      })}
    </g>
  );
}

interface CountProps {
  readonly of: number;
  readonly path: Path;
  readonly unit: number;
  readonly layout: StageLayout;
}

/** On a link too short for it, the count would cover a card: there the line's width has to do. */
function Count({ of: count, path, unit, layout }: CountProps) {
  const at = pointOn(path, 0.5);
  const covers = [...layout.nodes.values()].some(
    (b) => Math.abs(at.x - b.x) < b.w / 2 + unit / 2 && Math.abs(at.y - b.y) < b.h / 2 + unit / 2,
  );
  if (covers) return null;
  const text = String(count);
  const width = unit * (text.length * 0.6 + 0.9);
  return (
    <g transform={`translate(${at.x} ${at.y})`} style={{ fontSize: `${unit}px` }}>
      <rect x={-width / 2} y={-unit * 0.8} width={width} height={unit * 1.6} rx={unit * 0.8} />
      <text y={unit * 0.36}>{text}</text>
    </g>
  );
}
