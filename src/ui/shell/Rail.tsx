// The left rail: one button for each drawer. On a phone the same stands along the foot of the page.
import {
  Activity,
  ChartNoAxesColumn,
  CircleQuestionMark,
  Globe,
  GraduationCap,
  HardDrive,
  NotebookPen,
  ShieldCheck,
  SlidersHorizontal,
  Users,
  Waypoints,
  type LucideIcon,
} from 'lucide-react';
import { toggleDrawer, useChoices, type Drawer } from '../../state/choices.ts';
import type { KeyName } from '../../state/keys.ts';
import { Tooltip } from '../kit/Tooltip.tsx';
import './rail.css';

interface Item {
  readonly drawer: Drawer;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly says: string;
  readonly keys?: KeyName;
  /** Begins a group: what to begin with · what to change · what comes of it · about the run. */
  readonly first?: true;
}

const ITEMS: readonly Item[] = [
  { drawer: 'lessons', label: 'Lessons', icon: GraduationCap, says: 'Short lessons on a running cluster', keys: 'lessons' },
  { drawer: 'worlds', label: 'Worlds', icon: Globe, says: 'Ready situations to begin from', keys: 'worlds' },
  { drawer: 'cluster', label: 'Cluster', icon: Waypoints, says: 'Nodes, elections, window', first: true },
  { drawer: 'network', label: 'Network', icon: Activity, says: 'Delay, loss, partitions' },
  { drawer: 'disks', label: 'Disks', icon: HardDrive, says: 'Sync latency, group commit, power failure' },
  { drawer: 'clients', label: 'Clients', icon: Users, says: 'Load, and commands of your own', keys: 'command' },
  {
    drawer: 'checks',
    label: 'Checks',
    icon: ShieldCheck,
    says: 'What is checked at every event, and a search for what breaks it',
    keys: 'search',
    first: true,
  },
  { drawer: 'numbers', label: 'Numbers', icon: ChartNoAxesColumn, says: 'Costs and speeds measured here, beside a model' },
  { drawer: 'notes', label: 'This run', icon: NotebookPen, says: 'Title, author, notes, bookmarks', first: true },
  { drawer: 'help', label: 'Help', icon: CircleQuestionMark, says: 'Signs, words and keys', keys: 'keys' },
];

/** Drawers that a phone reaches through one button, by tabs in the sheet. */
export const CONTROL_DRAWERS: readonly Drawer[] = ['cluster', 'network', 'disks', 'clients'];

/** Two drawers behind one button, by tabs. */
export const CHECK_DRAWERS: readonly Drawer[] = ['checks', 'search'];

/** The open drawer that stands behind the button, or null. */
const openBehind = ({ drawer }: Item, open: Drawer | null): Drawer | null =>
  open !== null && (drawer === open || (drawer === 'checks' && CHECK_DRAWERS.includes(open))) ? open : null;

export function Rail() {
  const open = useChoices((c) => c.drawer);
  return (
    <nav className="rail" aria-label="Drawers" data-part="rail">
      {ITEMS.map((item) => {
        const behind = openBehind(item, open);
        return <RailButton key={item.drawer} item={item} open={behind !== null} onPress={() => toggleDrawer(behind ?? item.drawer)} />;
      })}
    </nav>
  );
}

export function PhoneRail() {
  const open = useChoices((c) => c.drawer);
  const shown = ITEMS.filter((i) => !CONTROL_DRAWERS.includes(i.drawer));
  const controls: Item = { drawer: 'cluster', label: 'Controls', icon: SlidersHorizontal, says: 'Cluster, network, disks, clients' };
  const inControls = open !== null && CONTROL_DRAWERS.includes(open);
  return (
    <nav className="rail rail-foot" aria-label="Drawers" data-part="rail">
      {[...shown.slice(0, 2), controls, ...shown.slice(2)].map((item) => {
        const isOpen = item === controls ? inControls : openBehind(item, open) !== null;
        return (
          <RailButton
            key={item.label}
            item={item}
            open={isOpen}
            onPress={() => toggleDrawer(isOpen && open !== null ? open : item.drawer)}
          />
        );
      })}
    </nav>
  );
}

function RailButton({ item, open, onPress }: { readonly item: Item; readonly open: boolean; readonly onPress: () => void }) {
  const { label, icon: Icon, says, keys, first } = item;
  return (
    <Tooltip text={says} keys={keys} side="right">
      <button
        type="button"
        className="rail-button"
        data-first={first}
        aria-expanded={open}
        aria-controls="drawer"
        aria-label={label}
        onClick={onPress}
      >
        <Icon className="rail-icon" aria-hidden />
        <span className="rail-label">{label}</span>
      </button>
    </Tooltip>
  );
}
