// The main area with room: stage beside log over events. The inspector comes when something is selected: beside the events where there is
// room, otherwise in their place. Panels can be resized, closed, and brought back at the right edge.
import { lazy, Suspense, type ReactNode } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { select } from '../../state/actions.ts';
import { setPanelOpen, useChoices, type PanelName } from '../../state/choices.ts';
import { PanelClose } from '../kit/Panel.tsx';
import { Stage } from '../stage/Stage.tsx';
import { Bookmarked, NowStrip } from '../start/NowStrip.tsx';
import type { LayoutMode } from './layout-mode.ts';
import { PANEL_TITLES } from './PanelsMenu.tsx';
import { useLayout } from './use-layout.ts';
import './workspace.css';

// Log and events bring their own machinery: the page and its cluster stand before they are there.
const LogPanel = lazy(async () => ({ default: (await import('../log/LogPanel.tsx')).LogPanel }));
export const EventList = lazy(async () => ({ default: (await import('../events/EventList.tsx')).EventList }));
export const Inspector = lazy(async () => ({ default: (await import('../inspector/Inspector.tsx')).Inspector }));
export const LessonPlayer = lazy(async () => ({ default: (await import('../lesson/LessonPlayer.tsx')).LessonPlayer }));

interface OpenPanels {
  readonly log: boolean;
  readonly events: boolean;
  readonly inspector: boolean;
}

/** Which panels stand there now. Without room the inspector takes the events' place while something is selected. */
function useOpenPanels(mode: LayoutMode): OpenPanels {
  const closed = useChoices((c) => c.closed);
  const selected = useChoices((c) => c.selection !== null && c.selection.kind !== 'event');
  const inspector = selected && !closed.includes('inspector');
  return { log: !closed.includes('log'), events: !closed.includes('events') && !(inspector && mode !== 'wide'), inspector };
}

export function Workspace({ mode }: { readonly mode: LayoutMode }) {
  const open = useOpenPanels(mode);
  const stacked = mode === 'narrow';
  const sided = open.log || open.events || open.inspector;
  const lesson = useChoices((c) => c.lesson !== '') && !stacked;
  const layout = useLayout(stacked ? 'stack' : 'main', [lesson ? 'lesson' : '', 'stage', sided ? 'side' : ''].filter(Boolean));
  const { key, ...sizes } = layout;
  return (
    <div className="workspace">
      <Group key={key} {...sizes} orientation={stacked ? 'vertical' : 'horizontal'} className="workspace-group">
        {lesson && (
          <Panel id="lesson" minSize="20%" defaultSize="30%">
            <Lesson />
          </Panel>
        )}
        {lesson && <Grip orientation="horizontal" label="Lesson and stage" />}
        <Panel id="stage" minSize="28%" defaultSize={!sided ? '100%' : lesson ? '39%' : '57%'}>
          <StageColumn stacked={stacked} />
        </Panel>
        {sided && <Grip orientation={stacked ? 'vertical' : 'horizontal'} label="Stage and panels" />}
        {sided && (
          <Panel id="side" minSize="22%" defaultSize={lesson ? '31%' : '43%'}>
            <Side open={open} orientation={stacked ? 'horizontal' : 'vertical'} />
          </Panel>
        )}
      </Group>
      <ClosedPanels />
    </div>
  );
}

function Lesson() {
  return (
    <Suspense fallback={null}>
      <LessonPlayer />
    </Suspense>
  );
}

/** Stage, and under it a line that says what is seen and what to try; where there is no room beside it, the lesson too. */
function StageColumn({ stacked }: { readonly stacked: boolean }) {
  const lesson = useChoices((c) => c.lesson !== '') && stacked;
  const { key, ...sizes } = useLayout('stage', lesson ? ['picture', 'lesson'] : ['picture']);
  return (
    <div className="workspace-column" data-part="stage">
      <Group key={key} {...sizes} orientation="vertical" className="workspace-group">
        <Panel id="picture" minSize="30%" defaultSize={lesson ? '50%' : '100%'}>
          <Stage />
        </Panel>
        {lesson && <Grip orientation="vertical" label="Stage and lesson" />}
        {lesson && (
          <Panel id="lesson" minSize="20%" defaultSize="50%">
            <Lesson />
          </Panel>
        )}
      </Group>
      <Bookmarked />
      {!lesson && <NowStrip />}
    </div>
  );
}

function Side({ open, orientation }: { readonly open: OpenPanels; readonly orientation: 'horizontal' | 'vertical' }) {
  const lower = open.events || open.inspector;
  const { key, ...sizes } = useLayout(`side-${orientation}`, [open.log ? 'log' : '', lower ? 'lower' : ''].filter(Boolean));
  return (
    <Group key={key} {...sizes} orientation={orientation} className="workspace-group">
      {open.log && (
        <Panel id="log" minSize="20%" defaultSize={lower ? '45%' : '100%'}>
          <Closable name="log">
            <Suspense fallback={<PanelComing />}>
              <LogPanel />
            </Suspense>
          </Closable>
        </Panel>
      )}
      {open.log && lower && <Grip orientation={orientation} label="Log and events" />}
      {lower && (
        <Panel id="lower" minSize="20%">
          <Lower open={open} />
        </Panel>
      )}
    </Group>
  );
}

function Lower({ open }: { readonly open: OpenPanels }) {
  const { key, ...sizes } = useLayout('lower', [open.events ? 'events' : '', open.inspector ? 'inspector' : ''].filter(Boolean));
  return (
    <Group key={key} {...sizes} orientation="horizontal" className="workspace-group">
      {open.events && (
        <Panel id="events" minSize="30%">
          <Closable name="events">
            <Suspense fallback={<PanelComing />}>
              <EventList />
            </Suspense>
          </Closable>
        </Panel>
      )}
      {open.events && open.inspector && <Grip orientation="horizontal" label="Events and inspector" />}
      {open.inspector && (
        <Panel id="inspector" minSize="30%">
          {/* Closing it is selecting nothing: it comes again with the next selection. */}
          <Part name="inspector" onClose={() => select(null)}>
            <Suspense fallback={null}>
              <Inspector />
            </Suspense>
          </Part>
        </Panel>
      )}
    </Group>
  );
}

/** The place of a panel whose code is on its way. */
export function PanelComing() {
  return <div className="kit-panel" aria-hidden />;
}

function Closable({ name, children }: { readonly name: PanelName; readonly children: ReactNode }) {
  return (
    <Part name={name} onClose={() => setPanelOpen(name, false)}>
      {children}
    </Part>
  );
}

function Part({ name, onClose, children }: { readonly name: string; readonly onClose: () => void; readonly children: ReactNode }) {
  return (
    <div className="workspace-part" data-part={name}>
      <PanelClose value={onClose}>{children}</PanelClose>
    </div>
  );
}

function Grip({ orientation, label }: { readonly orientation: 'horizontal' | 'vertical'; readonly label: string }) {
  return <Separator className="workspace-grip" data-across={orientation} aria-label={`Divide: ${label}`} />;
}

/** Closed panels, at the right edge, one press away. */
function ClosedPanels() {
  const closed = useChoices((c) => c.closed).filter((name) => name !== 'inspector');
  if (closed.length === 0) return null;
  return (
    <div className="workspace-closed" role="group" aria-label="Closed panels">
      {closed.map((name) => (
        <button key={name} type="button" onClick={() => setPanelOpen(name, true)} aria-label={`Show ${PANEL_TITLES[name]}`}>
          {PANEL_TITLES[name]}
        </button>
      ))}
    </div>
  );
}
