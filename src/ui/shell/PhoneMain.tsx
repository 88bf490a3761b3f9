// The main area of a phone: stage above, and under it one of log, events and inspector, or the lesson, or the drawer as a sheet.
import { lazy, Suspense } from 'react';
import { Tabs } from 'radix-ui';
import { useChoices, type PhoneTab } from '../../state/choices.ts';
import { Stage } from '../stage/Stage.tsx';
import { Bookmarked, NowStrip } from '../start/NowStrip.tsx';
import { Drawer } from './Drawer.tsx';
import { EventList, Inspector, LessonPlayer, PanelComing } from './Workspace.tsx';
import './phone.css';

const LogGrid = lazy(async () => ({ default: (await import('../log/LogGrid.tsx')).LogGrid }));
const SpaceTime = lazy(async () => ({ default: (await import('../space-time/SpaceTime.tsx')).SpaceTime }));

const TABS: readonly { readonly value: PhoneTab; readonly label: string }[] = [
  { value: 'log', label: 'Log' },
  { value: 'space-time', label: 'Space–time' },
  { value: 'events', label: 'Events' },
  { value: 'inspector', label: 'Selected' },
];

export function PhoneMain() {
  const drawer = useChoices((c) => c.drawer);
  const lesson = useChoices((c) => c.lesson);
  return (
    <div className="phone">
      <div className="phone-stage" data-part="stage">
        <Stage />
      </div>
      {drawer !== null ? (
        <Drawer sheet />
      ) : lesson !== '' ? (
        <Suspense fallback={null}>
          <LessonPlayer />
        </Suspense>
      ) : (
        <div className="phone-lower">
          <Bookmarked />
          <NowStrip />
          <PhoneTabs />
        </div>
      )}
    </div>
  );
}

function PhoneTabs() {
  const tab = useChoices((c) => c.phoneTab);
  const choose = (value: string): void => {
    useChoices.setState((c) => {
      c.phoneTab = value as PhoneTab;
    });
  };
  return (
    <Tabs.Root className="phone-tabs" value={tab} onValueChange={choose}>
      <Tabs.List className="phone-tablist" aria-label="Panels">
        {TABS.map(({ value, label }) => (
          <Tabs.Trigger key={value} value={value} className="phone-tab">
            {label}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      <Tabs.Content value="log" className="phone-panel" tabIndex={-1}>
        <Suspense fallback={<PanelComing />}>
          <LogGrid />
        </Suspense>
      </Tabs.Content>
      <Tabs.Content value="space-time" className="phone-panel" tabIndex={-1}>
        <Suspense fallback={<PanelComing />}>
          <SpaceTime />
        </Suspense>
      </Tabs.Content>
      <Tabs.Content value="events" className="phone-panel" tabIndex={-1}>
        <Suspense fallback={<PanelComing />}>
          <EventList />
        </Suspense>
      </Tabs.Content>
      <Tabs.Content value="inspector" className="phone-panel" tabIndex={-1}>
        <Suspense fallback={<PanelComing />}>
          <Inspector />
        </Suspense>
      </Tabs.Content>
    </Tabs.Root>
  );
}
