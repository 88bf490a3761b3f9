// The drawer beside the stage: a frame with title and close, around what the rail has opened. Its contents are loaded when first wanted.
import { lazy, Suspense, type ComponentType, type ReactNode } from 'react';
import { ChartSpline, PlugZap, X } from 'lucide-react';
import { powerFailure } from '../../state/actions.ts';
import { closeDrawer, openDialog, useChoices, type Drawer as DrawerName } from '../../state/choices.ts';
import { useSaid } from '../../state/said.ts';
import { Button, IconButton } from '../kit/Button.tsx';
import { Segmented } from '../kit/Segmented.tsx';
import { CHECK_DRAWERS, CONTROL_DRAWERS } from './Rail.tsx';
import './drawer.css';

const Lessons = lazy(async () => ({ default: (await import('../lesson/LessonsDrawer.tsx')).LessonsDrawer }));
const Worlds = lazy(async () => ({ default: (await import('../start/WorldsDrawer.tsx')).WorldsDrawer }));
const Cluster = lazy(async () => ({ default: (await import('../controls/ClusterControls.tsx')).ClusterControls }));
const Network = lazy(async () => ({ default: (await import('../controls/NetworkControls.tsx')).NetworkControls }));
const Disks = lazy(async () => ({ default: (await import('../controls/DiskControls.tsx')).DiskControls }));
const Clients = lazy(async () => ({ default: (await import('./ClientsDrawer.tsx')).ClientsDrawer }));
const Checks = lazy(async () => ({ default: (await import('../checks/ChecksPanel.tsx')).ChecksPanel }));
const Search = lazy(async () => ({ default: (await import('../search/SearchDrawer.tsx')).SearchDrawer }));
const Numbers = lazy(async () => ({ default: (await import('../numbers/NumbersPanel.tsx')).NumbersPanel }));
const Notes = lazy(async () => ({ default: (await import('../notes/NotesDrawer.tsx')).NotesDrawer }));
const Help = lazy(async () => ({ default: (await import('./HelpDrawer.tsx')).HelpDrawer }));

const DRAWERS: Readonly<Record<DrawerName, { readonly title: string; readonly Content: ComponentType }>> = {
  lessons: { title: 'Lessons', Content: Lessons },
  worlds: { title: 'Worlds', Content: Worlds },
  cluster: { title: 'Cluster', Content: Cluster },
  network: { title: 'Network', Content: Network },
  disks: { title: 'Disks', Content: Disks },
  clients: { title: 'Clients', Content: Clients },
  checks: { title: 'Checks', Content: Checks },
  search: { title: 'Find a violation', Content: Search },
  numbers: { title: 'Numbers', Content: Numbers },
  notes: { title: 'This run', Content: Notes },
  help: { title: 'Help', Content: Help },
};

export function Drawer({ sheet = false }: { readonly sheet?: boolean }) {
  const name = useChoices((c) => c.drawer);
  if (name === null) return null;
  const { title, Content } = DRAWERS[name];
  const tabs = [CHECK_DRAWERS, ...(sheet ? [CONTROL_DRAWERS] : [])].find((kin) => kin.includes(name));
  return (
    <aside id="drawer" className="drawer" data-sheet={sheet || undefined} aria-label={title} data-part="drawer">
      <header className="drawer-head">
        <h2 className={tabs === undefined ? undefined : 'unseen'}>{title}</h2>
        {tabs !== undefined && <Tabs name={name} among={tabs} />}
        {name === 'disks' && !sheet && <PowerFailure />}
        {name === 'numbers' && (
          <Button
            size="sm"
            icon={ChartSpline}
            keys="measure"
            tooltip="One setting varied, and what comes of it"
            tooltipSide="bottom"
            onClick={() => openDialog('measure')}
          >
            Measure
          </Button>
        )}
        <IconButton icon={X} label={`Close ${title}`} look="quiet" size="sm" keys="clear" onClick={closeDrawer} />
      </header>
      {/* By name: a drawer opened anew begins at its top. It can be scrolled by keyboard also where nothing in it takes focus. */}
      <div key={name} className="drawer-body" tabIndex={0} role="group" aria-label={`${title}, contents`}>
        {name === 'disks' && sheet && <PowerFailure />}
        <Waiting>
          <Content />
        </Waiting>
      </div>
    </aside>
  );
}

function Waiting({ children }: { readonly children: ReactNode }) {
  return <Suspense fallback={<p className="drawer-waiting">Loading</p>}>{children}</Suspense>;
}

function Tabs({ name, among }: { readonly name: DrawerName; readonly among: readonly DrawerName[] }) {
  return (
    <Segmented
      bare
      label="Which of these"
      value={name}
      options={among.map((value) => ({ value, label: DRAWERS[value].title }))}
      onChange={(value) =>
        useChoices.setState((c) => {
          c.drawer = value;
        })
      }
    />
  );
}

function PowerFailure() {
  const readOnly = useSaid((s) => s.run?.readOnly ?? true);
  return (
    <Button
      size="sm"
      look="danger"
      icon={PlugZap}
      disabled={readOnly}
      tooltip="Kills the engine where it stands. Every node loses its memory and what it had not synced, and comes back from its stored disk alone. It can be undone."
      tooltipSide="bottom"
      onClick={() => void powerFailure()}
    >
      Power failure
    </Button>
  );
}
