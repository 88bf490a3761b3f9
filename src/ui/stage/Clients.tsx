// The clients at the stage's edge: each with its command and what has become of it. Those without a place are counted in the last one.
import type { Frame } from '../../view/frame.ts';
import type { Box, StageLayout } from '../../view/layout.ts';
import { clientSentence, clientState } from '../../view/stage-text.ts';
import { boxOf, clientPlaces, type ClientGroup } from '../../view/places.ts';
import { refInto, type Scene } from './scene.ts';
import './clients.css';

export interface ClientsProps {
  readonly frame: Frame;
  readonly groups: readonly ClientGroup[];
  readonly layout: StageLayout;
  readonly selected: number | null;
  readonly litCommand: string;
  readonly scene: Scene;
}

export function Clients({ frame, groups, layout, selected, litCommand, scene }: ClientsProps) {
  const unit = layout.clients[0] === undefined ? 0 : layout.clients[0].h / (layout.clientDetail === 'box' ? 3.7 : 2);
  const shown = layout.hiddenClients > 0 ? layout.clients.length - 1 : layout.clients.length;
  return (
    <g role="group" aria-label="Clients">
      {groups.slice(0, shown).map((g, i) => (
        <ClientBox
          key={g.client}
          group={g}
          box={layout.clients[i]!}
          unit={unit}
          brief={layout.clientDetail === 'chip'}
          selected={selected === g.client}
          lit={litCommand !== '' && litCommand === `${g.shown.name}#${g.shown.sequence}`}
          at={frame.at}
          scene={scene}
        />
      ))}
      {layout.hiddenClients > 0 && <Rest groups={groups.slice(shown)} box={layout.clients[shown]!} unit={unit} />}
    </g>
  );
}

interface ClientBoxProps {
  readonly group: ClientGroup;
  readonly box: Box;
  readonly unit: number;
  readonly brief: boolean;
  readonly selected: boolean;
  readonly lit: boolean;
  readonly at: number;
  readonly scene: Scene;
}

function ClientBox({ group, box, unit, brief, selected, lit, at, scene }: ClientBoxProps) {
  const c = group.shown;
  return (
    <g
      className="stage-client"
      role="button"
      tabIndex={0}
      aria-pressed={selected}
      aria-label={clientSentence(c, at)}
      data-client={group.client}
      data-state={c.state === 'idle' && c.last !== '' ? 'answered' : c.state}
      data-selected={selected || undefined}
      data-lit={lit || undefined}
      transform={`translate(${box.x - box.w / 2} ${box.y - box.h / 2})`}
      style={{ fontSize: `${unit}px` }}
    >
      <rect width={box.w} height={box.h} rx={brief ? box.h / 2 : unit * 0.85} />
      <text x={unit * 0.85} y={brief ? box.h / 2 + unit * 0.35 : unit * 1.55}>
        <tspan className="stage-client-name">{c.name.split('/')[0]}</tspan>
        <tspan dx={unit * 0.45}>{cut(c.operation, operationRoom(group, box.w / unit, brief))}</tspan>
        {group.waiting > 1 && <tspan dx={unit * 0.45}>+{group.waiting - 1}</tspan>}
      </text>
      {brief ? (
        <circle className="stage-client-light" cx={box.w - unit * 0.95} cy={box.h / 2} r={unit * 0.34} />
      ) : (
        <text
          ref={refInto(scene.clientTimes, c.session)}
          className="stage-client-state"
          x={unit * 0.85}
          y={unit * 2.95}
          suppressHydrationWarning
        >
          {clientState(c, at)}
        </text>
      )}
    </g>
  );
}

/** Mean width of a character, in its height. */
const CHARACTER = 0.57;

/** Characters that fit beside the name, before the light or the edge. */
function operationRoom({ shown, waiting }: ClientGroup, width: number, brief: boolean): number {
  const name = shown.name.split('/')[0]!.length + (waiting > 1 ? ` +${waiting - 1}`.length : 0);
  return Math.floor((width - 0.85 - (brief ? 1.75 : 0.6) - 0.45) / CHARACTER) - name;
}

const cut = (text: string, room: number): string => (text.length <= room ? text : `${text.slice(0, Math.max(1, room - 1)).trimEnd()}…`);

const restWords = (count: number, waiting: number): string =>
  waiting === 0 ? `${count} more` : waiting === count ? `${count} more wait` : `${waiting} of ${count} wait`;

function Rest({ groups, box, unit }: { readonly groups: readonly ClientGroup[]; readonly box: Box; readonly unit: number }) {
  const waiting = groups.filter((g) => g.waiting > 0).length;
  return (
    <g
      className="stage-client"
      data-state="rest"
      transform={`translate(${box.x - box.w / 2} ${box.y - box.h / 2})`}
      style={{ fontSize: `${unit}px` }}
    >
      <title>{`${groups.length} more clients, ${waiting} of which wait.`}</title>
      <rect width={box.w} height={box.h} rx={Math.min(box.h / 2, unit * 0.95)} />
      <text x={unit * 0.85} y={box.h / 2 + unit * 0.35}>
        {restWords(groups.length, waiting)}
      </text>
    </g>
  );
}

/** A thin line from each client that waits to the node that it asked. */
export function Asking({ groups, layout }: Pick<ClientsProps, 'groups' | 'layout'>) {
  const places = clientPlaces(groups);
  return (
    <g className="stage-asking" aria-hidden>
      {groups.map((g) => {
        const from = boxOf(layout, places, g.client);
        const to = layout.nodes.get(g.shown.to);
        if (g.waiting === 0 || from === undefined || to === undefined) return null;
        return <line key={g.client} x1={from.x} y1={from.y} x2={to.x} y2={to.y} />;
      })}
    </g>
  );
}
