// Which panels stand beside the stage.
import { LayoutPanelLeft } from 'lucide-react';
import { PANELS, setPanelOpen, useChoices, type PanelName } from '../../state/choices.ts';
import { IconButton } from '../kit/Button.tsx';
import { Menu } from '../kit/Menu.tsx';
import type { MenuItem } from '../kit/menu.ts';

export const PANEL_TITLES: Readonly<Record<PanelName, string>> = { log: 'Log', events: 'Events', inspector: 'Inspector' };

export function PanelsMenu() {
  const closed = useChoices((c) => c.closed);
  const hints = useChoices((c) => c.hints);
  const items: MenuItem[] = PANELS.map((name) => ({
    label: `${closed.includes(name) ? 'Show' : 'Hide'} ${PANEL_TITLES[name]}`,
    ...(name === 'inspector' ? { sentence: 'It appears when something is selected.' } : {}),
    run: () => setPanelOpen(name, closed.includes(name)),
  }));
  items.push('line', {
    label: hints ? 'Hide what to try' : 'Show what to try',
    run: () =>
      useChoices.setState((c) => {
        c.hints = !c.hints;
      }),
  });
  items.push({
    label: 'Sizes as at first',
    run: () =>
      useChoices.setState((c) => {
        c.layout = {};
        c.closed = [];
      }),
  });
  return (
    <Menu items={items} align="end">
      <IconButton icon={LayoutPanelLeft} label="Panels" look="quiet" tooltipSide="bottom" />
    </Menu>
  );
}
