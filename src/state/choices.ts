// What the person chose: selection, what is pointed at, panels, theme. What should outlive the page is kept on this device, and checked
// when it is read again: a stored value that does not fit is left out, never trusted.
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { immer } from 'zustand/middleware/immer';
import type { ClientId, EventNumber, NodeId, Slot } from '../base/units.ts';
import type { EventFilter } from '../worker/protocol.ts';
import { opensEmbedded } from './alone.ts';
import { checkKept, keptStorage, type Kept } from './kept.ts';

/** One thing selected, in all views. It survives stepping: it is named by identity, not by place. */
export type Selection =
  | { readonly kind: 'node'; readonly node: NodeId }
  /** `sentBy`: by which it is found when it is not under way. */
  | { readonly kind: 'flight'; readonly flight: number; readonly sentBy?: EventNumber }
  | { readonly kind: 'slot'; readonly slot: Slot; readonly node: NodeId | null }
  | { readonly kind: 'event'; readonly event: EventNumber }
  | { readonly kind: 'client'; readonly client: ClientId }
  /** How the node came back from its disk at the event. */
  | { readonly kind: 'recovery'; readonly node: NodeId; readonly event: EventNumber };

/** The drawers of the rail; null: closed. */
export type Drawer = NonNullable<Kept['drawer']>;
export const DRAWERS: readonly Drawer[] = [
  'lessons',
  'worlds',
  'cluster',
  'network',
  'disks',
  'clients',
  'checks',
  'numbers',
  'notes',
  'help',
];

/** The panels beside the stage that can be closed and brought back. */
export type PanelName = 'log' | 'events' | 'inspector';
export const PANELS: readonly PanelName[] = ['log', 'events', 'inspector'];

/** What stands under the stage on a phone. */
export type PhoneTab = 'log' | 'space-time' | 'events' | 'inspector';

/** What is pointed out: a part of the page, and in it some nodes, slots or clients (none: the whole part). */
export interface Lit {
  readonly panel: string;
  readonly nodes: readonly NodeId[];
  readonly slots: readonly Slot[];
  readonly clients: readonly ClientId[];
}

export interface Choices extends Kept {
  selection: Selection | null;
  /** The command (`c1#7`) whose way is lit in all views, or ''. */
  hoverCommand: string;
  eventFilter: EventFilter;
  /** First slot of the log grid, or null: follow the tip. */
  logFirst: Slot | null;
  phoneTab: PhoneTab;
  /** How close the space–time diagram is looked at, px a millisecond; null: as it thinks fit. */
  diagramScale: number | null;
  /** Stage and time only: for slides. */
  embed: boolean;
  dialog: 'keys' | 'until' | 'link' | 'export' | 'branches' | 'bookmark' | 'measure' | 'raft' | null;
  /** What the dialog of that name shows. */
  link: string;
  /** What a lesson asks to be looked at. */
  lit: Lit | null;
  /** A lesson tells, at its stop, what the check found: it is part of the lesson. */
  told: boolean;
}

export const useChoices = create<Choices>()(
  persist(
    immer((): Choices => ({
      selection: null,
      hoverCommand: '',
      drawer: null,
      theme: 'system',
      presenter: false,
      eventFilter: { text: '', topics: [], actor: 0, notableOnly: true },
      logFirst: null,
      closed: [],
      beside: 'log',
      diagram: { heartbeats: false, clients: false },
      layout: {},
      hints: true,
      playOnStart: true,
      lessons: {},
      phoneTab: 'log',
      diagramScale: null,
      embed: opensEmbedded,
      dialog: null,
      link: '',
      lesson: '',
      lit: null,
      told: false,
    })),
    {
      name: 'synod.choices',
      storage: keptStorage(),
      partialize: ({ theme, presenter, drawer, closed, beside, diagram, layout, hints, playOnStart, lesson, lessons }): Kept => ({
        theme,
        presenter,
        drawer,
        closed,
        beside,
        diagram,
        layout,
        hints,
        playOnStart,
        lesson,
        lessons,
      }),
      merge: (found, now) => ({ ...now, ...checkKept(found) }),
    },
  ),
);

/** Opens the drawer, or closes it where it is open. */
export function toggleDrawer(drawer: Drawer): void {
  useChoices.setState((c) => {
    c.drawer = c.drawer === drawer ? null : drawer;
  });
}

export function closeDrawer(): void {
  useChoices.setState((c) => {
    c.drawer = null;
  });
}

export function openDialog(dialog: NonNullable<Choices['dialog']>): void {
  useChoices.setState((c) => {
    c.dialog = dialog;
  });
}

export function closeDialog(): void {
  useChoices.setState((c) => {
    c.dialog = null;
  });
}

/** The log, or the space–time diagram in its place. */
export function showBeside(beside: Choices['beside']): void {
  useChoices.setState((c) => {
    c.beside = beside;
    c.phoneTab = beside;
  });
}

/** Closes a panel, or brings it back. */
export function setPanelOpen(panel: PanelName, open: boolean): void {
  useChoices.setState((c) => {
    c.closed = c.closed.filter((p) => p !== panel);
    if (!open) c.closed.push(panel);
  });
}

const THEMES = ['system', 'light', 'dark'] as const;

/** system → light → dark → system. */
export function nextTheme(): void {
  useChoices.setState((c) => {
    c.theme = THEMES[(THEMES.indexOf(c.theme) + 1) % THEMES.length]!;
  });
}

export function togglePresenter(): void {
  useChoices.setState((c) => {
    c.presenter = !c.presenter;
  });
}

/** Stage and time only, or the whole page. */
export function setEmbed(embed: boolean): void {
  useChoices.setState((c) => {
    c.embed = embed;
  });
}
