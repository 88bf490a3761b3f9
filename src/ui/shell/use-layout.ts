// Sizes of a group of panels: as they were left, remembered apart for each set of panels that is open.
import { useMemo } from 'react';
import type { Layout, LayoutChangedMeta } from 'react-resizable-panels';
import { useChoices } from '../../state/choices.ts';

export interface GroupLayout {
  /** A group is made anew when other panels stand in it. */
  readonly key: string;
  readonly defaultLayout: Layout | undefined;
  readonly onLayoutChanged: (layout: Layout, meta: LayoutChangedMeta) => void;
}

export function useLayout(group: string, panels: readonly string[]): GroupLayout {
  const name = `${group}:${panels.join('+')}`;
  return useMemo(() => {
    const kept = useChoices.getState().layout[name];
    return {
      key: name,
      defaultLayout: kept === undefined ? undefined : { ...kept },
      onLayoutChanged: (layout, meta) => {
        if (!meta.isUserInteraction) return;
        useChoices.setState((c) => {
          c.layout[name] = { ...(meta.requestedLayout ?? layout) };
        });
      },
    };
  }, [name]);
}
