// The name of the world at hand, and the way to others: begin it again, a ready world, one of one's own, a saved file.
import { ChevronDown, Dices, FolderOpen, Globe, NotebookPen, RotateCcw, SlidersHorizontal } from 'lucide-react';
import { openConfig } from '../../state/actions.ts';
import { useChoices } from '../../state/choices.ts';
import { useSaid } from '../../state/said.ts';
import { Menu } from '../kit/Menu.tsx';
import { chooseFile } from './OpenFile.tsx';

const SEEDS = 100_000;

export function WorldMenu() {
  const title = useSaid((s) => s.run?.title ?? '');
  const config = useSaid((s) => s.frame?.config);
  const openDrawer = (drawer: 'worlds' | 'cluster' | 'notes'): void => {
    useChoices.setState((c) => {
      c.drawer = drawer;
    });
  };
  return (
    <Menu
      items={[
        {
          label: 'Ready worlds',
          sentence: 'Each begins where something is about to happen.',
          icon: Globe,
          keys: 'worlds',
          run: () => openDrawer('worlds'),
        },
        {
          label: 'Change this world',
          sentence: 'Nodes, network, disks, clients.',
          icon: SlidersHorizontal,
          run: () => openDrawer('cluster'),
        },
        'line',
        {
          label: 'The same settings from the start',
          sentence: 'A new, empty cluster; the same seed gives the same run.',
          icon: RotateCcw,
          disabled: config === undefined,
          run: () => config !== undefined && void openConfig(title, config),
        },
        {
          label: 'The same settings, another seed',
          sentence: 'Every random choice falls anew.',
          icon: Dices,
          disabled: config === undefined,
          run: () => config !== undefined && void openConfig(title, { ...config, seed: (config.seed * 31 + 17) % SEEDS }),
        },
        { label: 'About this run', sentence: 'Title, author, notes, bookmarks.', icon: NotebookPen, run: () => openDrawer('notes') },
        'line',
        { label: 'Open a saved run', icon: FolderOpen, keys: 'open', run: chooseFile },
      ]}
    >
      <button type="button" className="shell-world" aria-label={`World: ${title}`}>
        <span className="shell-world-title">{title === '' ? 'Starting' : title}</span>
        <ChevronDown className="kit-icon" aria-hidden />
      </button>
    </Menu>
  );
}
