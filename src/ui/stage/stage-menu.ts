// What can be done with the thing under the pointer, or under the focus: the items of the stage's context menu.
import {
  Copy,
  DatabaseZap,
  Eraser,
  HardDriveDownload,
  HardDriveUpload,
  Hourglass,
  Pause,
  Play,
  Power,
  PowerOff,
  Timer,
  Trash2,
  Unlink,
  Waypoints,
} from 'lucide-react';
import {
  campaign,
  crash,
  delayFlight,
  dropFlight,
  duplicateFlight,
  heal,
  input,
  isolate,
  pauseNode,
  restart,
  resumeNode,
} from '../../state/actions.ts';
import { crashAtNextWrite } from '../../state/until.ts';
import type { Frame, NodeFrame } from '../../view/frame.ts';
import { flightWords, stateWords } from '../../view/stage-text.ts';
import type { MenuItem } from '../kit/menu.ts';

export const DELAY_MICROS = 20_000;

export type Target =
  | { readonly kind: 'node'; readonly node: number }
  | { readonly kind: 'flight'; readonly flight: number }
  | { readonly kind: 'client'; readonly client: number }
  | { readonly kind: 'link'; readonly a: number; readonly b: number }
  | null;

/** What an element of the stage belongs to. */
export function targetOf(element: EventTarget | null): Target {
  const found =
    element instanceof Element ? element.closest<SVGElement>('[data-card],[data-tag-of],[data-flight],[data-client],[data-link]') : null;
  if (found === null) return null;
  const { card = found.dataset['tagOf'], flight, client, link } = found.dataset;
  if (link !== undefined) {
    const [a, b] = link.split('-').map(Number);
    return { kind: 'link', a: a!, b: b! };
  }
  if (card !== undefined) return { kind: 'node', node: Number(card) };
  if (flight !== undefined) return { kind: 'flight', flight: Number(flight) };
  return client === undefined ? null : { kind: 'client', client: Number(client) };
}

export function menuFor(target: Target, frame: Frame | null, readOnly: boolean): readonly MenuItem[] {
  if (frame === null) return [];
  const items = itemsFor(target, frame);
  if (!readOnly) return items;
  return [
    ...items.map((i) => (typeof i === 'object' && 'run' in i ? { ...i, disabled: true } : i)),
    { heading: 'This run is open elsewhere: it can be looked at only.' },
  ];
}

function itemsFor(target: Target, frame: Frame): readonly MenuItem[] {
  if (target?.kind === 'node') {
    const node = frame.nodes.find((n) => n.id === target.node);
    if (node !== undefined) return nodeItems(node, frame);
  }
  if (target?.kind === 'flight') return flightItems(target.flight, frame);
  if (target?.kind === 'link') return linkItems(target.a, target.b, frame);
  return [healItem(frame)];
}

// Both ways first; one way is what makes a failure detector and a leader disagree.
function linkItems(a: number, b: number, frame: Frame): readonly MenuItem[] {
  const cut = (from: number, to: number): boolean => frame.cuts.some(([x, y]) => x === from && y === to);
  const oneWay = (from: number, to: number): MenuItem =>
    cut(from, to)
      ? { label: `Mend n${from} to n${to}`, icon: Waypoints, run: () => void input({ kind: 'mend', from, to }) }
      : {
          label: `Cut n${from} to n${to} only`,
          sentence: `n${to} no longer hears n${from}.`,
          icon: Unlink,
          run: () => void input({ kind: 'cut', from, to }),
        };
  const whole = cut(a, b) && cut(b, a);
  const both = async (kind: 'cut' | 'mend'): Promise<void> => {
    await input({ kind, from: a, to: b });
    await input({ kind, from: b, to: a });
  };
  return [
    { heading: `The link between n${a} and n${b}` },
    whole
      ? { label: 'Mend it', icon: Waypoints, run: () => void both('mend') }
      : { label: 'Cut it, both ways', icon: Unlink, danger: true, run: () => void both('cut') },
    oneWay(a, b),
    oneWay(b, a),
    'line',
    healItem(frame),
  ];
}

function nodeItems(n: NodeFrame, frame: Frame): readonly MenuItem[] {
  const { id } = n;
  const up = n.status === 'up';
  return [
    { heading: `n${id}, ${stateWords(n)}` },
    n.status === 'crashed'
      ? {
          label: `Restart n${id}`,
          sentence: 'It comes up with what its disk holds, and nothing else.',
          icon: Power,
          keys: 'restart',
          run: () => void restart(id),
        }
      : {
          label: `Crash n${id}`,
          sentence: 'Memory and unsynced rows are lost.',
          icon: PowerOff,
          keys: 'crash',
          danger: true,
          run: () => void crash(id),
        },
    ...(up
      ? [
          {
            label: `Crash n${id} at its next write`,
            sentence: 'Written, and not synced: what it held back is never sent.',
            icon: HardDriveUpload,
            keys: 'crashWrite',
            danger: true,
            run: () => void crashAtNextWrite(id),
          } as const,
        ]
      : []),
    n.status === 'paused'
      ? { label: `Resume n${id}`, sentence: 'It handles what has waited.', icon: Play, keys: 'sleep', run: () => void resumeNode(id) }
      : {
          label: `Pause n${id}`,
          sentence: 'It handles nothing until it is resumed; nothing is lost.',
          icon: Pause,
          keys: 'sleep',
          disabled: !up,
          run: () => void pauseNode(id),
        },
    'line',
    { label: `Cut n${id} off`, sentence: 'All its links, both ways.', icon: Unlink, keys: 'isolate', run: () => void isolate(id) },
    healItem(frame),
    {
      label: `Let n${id} stand for election`,
      sentence: 'As if its time-out fired now.',
      icon: Timer,
      disabled: !up || n.role === 'leader',
      run: () => void campaign(id),
    },
    'line',
    ...diskItems(n),
  ];
}

function diskItems({ id, status, disk }: NodeFrame): readonly MenuItem[] {
  const room: MenuItem =
    disk.full === true
      ? {
          label: `Free the disk of n${id}`,
          sentence: 'Writes succeed again; a node that had stopped comes back.',
          icon: Eraser,
          run: () => void input({ kind: 'free-disk', node: id }),
        }
      : {
          label: `Fill the disk of n${id}`,
          sentence: 'Its next write fails, and the node stops.',
          icon: HardDriveDownload,
          run: () => void input({ kind: 'fill-disk', node: id }),
        };
  if (status !== 'crashed') return [room];
  const lose: MenuItem = {
    label: `Lose the disk of n${id}`,
    sentence: 'Every row is gone; restarted, it knows that it has forgotten.',
    icon: DatabaseZap,
    danger: true,
    run: () => void input({ kind: 'lose-disk', node: id }),
  };
  return [room, lose];
}

const healItem = (frame: Frame): MenuItem => ({
  label: 'Mend every link',
  sentence: frame.cuts.length === 0 ? 'No link is cut.' : undefined,
  icon: Waypoints,
  keys: 'heal',
  disabled: frame.cuts.length === 0,
  run: () => void heal(),
});

function flightItems(id: number, frame: Frame): readonly MenuItem[] {
  const f = frame.flights.find((x) => x.id === id);
  if (f === undefined) return [{ heading: 'This message has ended its way.' }];
  return [
    { heading: flightWords(f) },
    { label: 'Drop it', sentence: 'It never arrives.', icon: Trash2, keys: 'drop', danger: true, run: () => void dropFlight(id) },
    { label: 'Delay it by 20 ms', icon: Hourglass, keys: 'delay', run: () => void delayFlight(id, DELAY_MICROS) },
    { label: 'Send it twice', sentence: 'A copy sets out now.', icon: Copy, keys: 'duplicate', run: () => void duplicateFlight(id) },
  ];
}
