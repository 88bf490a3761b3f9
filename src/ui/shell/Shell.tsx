// The page: top line, rail, drawer, main area, time. Everything that is always there, whatever is shown.
import { lazy, Suspense } from 'react';
import { useChoices } from '../../state/choices.ts';
import { useAsking } from '../../state/replacing.ts';
import { useSaid } from '../../state/said.ts';
import { useMenu } from '../kit/menu.ts';
import { TooltipProvider } from '../kit/Tooltip.tsx';
import { Stage } from '../stage/Stage.tsx';
import { Transport } from '../transport/Transport.tsx';
import { DropZone } from './DropZone.tsx';
import { Header } from './Header.tsx';
import { useLayoutMode, type LayoutMode } from './layout-mode.ts';
import { LiveRegion } from './LiveRegion.tsx';
import { NoticeArea } from './NoticeArea.tsx';
import { OpenFile } from './OpenFile.tsx';
import { PhoneRail, Rail } from './Rail.tsx';
import { Workspace } from './Workspace.tsx';
import './shell.css';

const Bands = lazy(async () => ({ default: (await import('./Bands.tsx')).Bands }));
const Drawer = lazy(async () => ({ default: (await import('./Drawer.tsx')).Drawer }));
const PhoneMain = lazy(async () => ({ default: (await import('./PhoneMain.tsx')).PhoneMain }));
const Timeline = lazy(async () => ({ default: (await import('../timeline/Timeline.tsx')).Timeline }));
const MenuPopup = lazy(async () => ({ default: (await import('../kit/MenuPopup.tsx')).MenuPopup }));
const KeysDialog = lazy(async () => ({ default: (await import('./KeysDialog.tsx')).KeysDialog }));
const UntilDialog = lazy(async () => ({ default: (await import('../transport/UntilDialog.tsx')).UntilDialog }));
const ExportDialog = lazy(async () => ({ default: (await import('../export/ExportDialog.tsx')).ExportDialog }));
const LinkDialog = lazy(async () => ({ default: (await import('./LinkDialog.tsx')).LinkDialog }));
const BranchesDialog = lazy(async () => ({ default: (await import('../branches/BranchesDialog.tsx')).BranchesDialog }));
const BookmarkDialog = lazy(async () => ({ default: (await import('../notes/BookmarkDialog.tsx')).BookmarkDialog }));
const MeasureDialog = lazy(async () => ({ default: (await import('../measure/MeasureDialog.tsx')).MeasureDialog }));
const RaftDialog = lazy(async () => ({ default: (await import('../raft/RaftDialog.tsx')).RaftDialog }));
const ReplaceDialog = lazy(async () => ({ default: (await import('./ReplaceDialog.tsx')).ReplaceDialog }));

export function Shell() {
  const mode = useLayoutMode();
  const embed = useChoices((c) => c.embed);
  return (
    <TooltipProvider delayDuration={450} skipDelayDuration={250}>
      <SkipLinks />
      <div className="shell" data-mode={mode} data-embed={embed || undefined}>
        {!embed && <Header mode={mode} />}
        <Suspense fallback={null}>
          <Bands />
        </Suspense>
        {embed ? <EmbedMiddle /> : <Middle mode={mode} />}
        <footer id="time" className="shell-time" tabIndex={-1} data-part="time">
          <Transport mode={mode} embed={embed} />
          <Suspense fallback={<div className="shell-track" />}>
            <Timeline />
          </Suspense>
        </footer>
        {mode === 'phone' && !embed && <PhoneRail />}
      </div>
      <LiveRegion />
      <OpenFile />
      <DropZone />
      <Dialogs />
      <Menus />
    </TooltipProvider>
  );
}

function Middle({ mode }: { readonly mode: LayoutMode }) {
  const phone = mode === 'phone';
  return (
    <div className="shell-middle">
      {!phone && <Rail />}
      {!phone && (
        <Suspense fallback={null}>
          <Drawer />
        </Suspense>
      )}
      <main id="main" className="shell-main" tabIndex={-1}>
        <Suspense fallback={null}>{phone ? <PhoneMain /> : <Workspace mode={mode} />}</Suspense>
        <NoticeArea />
      </main>
    </div>
  );
}

/** On a slide: the stage, and nothing beside it. */
function EmbedMiddle() {
  const title = useSaid((s) => s.run?.title ?? '');
  return (
    <div className="shell-middle">
      <main id="main" className="shell-main" tabIndex={-1}>
        <h1 className="unseen">{title === '' ? 'Synod' : title}</h1>
        <Stage />
        <NoticeArea />
      </main>
    </div>
  );
}

function Dialogs() {
  const keys = useChoices((c) => c.dialog === 'keys');
  const until = useChoices((c) => c.dialog === 'until');
  const link = useChoices((c) => c.dialog === 'link');
  const exporting = useChoices((c) => c.dialog === 'export');
  const branches = useChoices((c) => c.dialog === 'branches');
  const bookmark = useChoices((c) => c.dialog === 'bookmark');
  const measure = useChoices((c) => c.dialog === 'measure');
  const raft = useChoices((c) => c.dialog === 'raft');
  const asked = useAsking((a) => a.question !== null);
  return (
    <Suspense fallback={null}>
      {keys && <KeysDialog />}
      {until && <UntilDialog />}
      {link && <LinkDialog />}
      {exporting && <ExportDialog />}
      {branches && <BranchesDialog />}
      {bookmark && <BookmarkDialog />}
      {measure && <MeasureDialog />}
      {raft && <RaftDialog />}
      {asked && <ReplaceDialog />}
    </Suspense>
  );
}

/** Loaded once there is something on the stage, or with the first menu. */
function Menus() {
  const wanted = useMenu((m) => m.open);
  const started = useSaid((s) => s.frame !== null);
  return <Suspense fallback={null}>{(started || wanted) && <MenuPopup />}</Suspense>;
}

function SkipLinks() {
  return (
    <div className="shell-skips">
      <a href="#main" onClick={(e) => focusInstead(e, 'main')}>
        Skip to the cluster
      </a>
      <a href="#time" onClick={(e) => focusInstead(e, 'time')}>
        Skip to time
      </a>
    </div>
  );
}

/** The address names the moment shown: a skip link must not change it. */
function focusInstead(event: { preventDefault: () => void }, id: string): void {
  event.preventDefault();
  document.getElementById(id)?.focus();
}
