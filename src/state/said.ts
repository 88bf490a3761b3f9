// What the worker last said, replaced whole. React reads it for structure and panels; what moves at 60 Hz reads `frame-source.ts` instead.
import { create } from 'zustand';
import type { Frame } from '../view/frame.ts';
import type { Notice, OpeningProgress, RunFrame } from '../worker/protocol.ts';

/** A notice with something that can be done about it. It stays until dismissed. */
export interface PageNotice extends Notice {
  readonly action?: { readonly label: string; readonly run: () => void } | undefined;
}

export interface Said {
  /** The moment shown. Null until the engine has said something. */
  readonly frame: Frame | null;
  readonly run: RunFrame | null;
  readonly playing: boolean;
  /** Virtual seconds per second: 0.05 = 1/20. */
  readonly speed: number;
  /** At the tip of the branch, where playing makes new events; otherwise in the past. */
  readonly live: boolean;
  readonly notices: readonly PageNotice[];
  /** How many acts the person has made or undone since the page was opened. */
  readonly acts: number;
  /** How far a file is executed that is being opened; null: none is. */
  readonly opening: OpeningProgress | null;
  /** 'lost': the worker died and is being started again. 'stopped': it died too often, or could not start. */
  readonly engine: 'starting' | 'ready' | 'lost' | 'stopped';
}

/** A pace at which a message can be followed with the eye. */
export const STARTING_SPEED = 0.05;

/** More would bury the page; the oldest goes. */
const MAX_NOTICES = 6;

export const useSaid = create<Said>()(() => ({
  frame: null,
  run: null,
  playing: false,
  speed: STARTING_SPEED,
  live: true,
  notices: [],
  acts: 0,
  opening: null,
  engine: 'starting',
}));

/** Shows a notice; one with the same id is replaced. */
export function showNotice(notice: PageNotice): void {
  useSaid.setState((said) => ({ notices: [...said.notices.filter((n) => n.id !== notice.id), notice].slice(-MAX_NOTICES) }));
}

export function dismissNotice(id: string): void {
  useSaid.setState((said) => ({ notices: said.notices.filter((n) => n.id !== id) }));
}
