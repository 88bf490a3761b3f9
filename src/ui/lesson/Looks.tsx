// Where to look at a stop: a few words each. Pointed at, focused or pressed, one is lit in the page; the first is lit when one arrives.
import { useEffect } from 'react';
import { Eye } from 'lucide-react';
import type { Look } from '../../lessons/lesson.ts';
import { openDialog, setPanelOpen, useChoices, type Lit } from '../../state/choices.ts';

/** Where a lesson's panels stand in the page. */
const PARTS: Readonly<Record<Look['panel'], string>> = {
  stage: 'stage',
  clients: 'stage',
  disks: 'stage',
  log: 'log',
  events: 'events',
  timeline: 'time',
  checks: 'header',
  numbers: 'numbers',
  bands: 'bands',
  raft: 'raft',
};

export function Looks({ looks }: { readonly looks: readonly Look[] }) {
  useEffect(() => {
    light(looks[0] ?? null);
    return () => light(null);
  }, [looks]);
  if (looks.length === 0) return null;
  return (
    <ul className="lesson-looks" aria-label="Look at">
      {looks.map((look) => (
        <li key={look.label}>
          <button
            type="button"
            className="lesson-look"
            onPointerEnter={() => light(look)}
            onFocus={() => light(look)}
            onClick={() => bringForward(look)}
          >
            <Eye className="kit-icon" aria-hidden />
            {look.label}
          </button>
        </li>
      ))}
    </ul>
  );
}

function light(look: Look | null): void {
  const lit: Lit | null =
    look === null ? null : { panel: PARTS[look.panel], nodes: look.nodes ?? [], slots: look.slots ?? [], clients: look.clients ?? [] };
  useChoices.setState((c) => {
    c.lit = lit === null ? null : { ...lit, nodes: [...lit.nodes], slots: [...lit.slots], clients: [...lit.clients] };
  });
}

/** Opens the panel, the drawer or the dialog; on a phone, brings its tab forward. */
function bringForward(look: Look): void {
  light(look);
  if (look.panel === 'raft') openDialog('raft');
  if (look.panel === 'numbers')
    useChoices.setState((c) => {
      c.drawer = 'numbers';
    });
  if (look.panel !== 'log' && look.panel !== 'events') return;
  const { panel } = look;
  setPanelOpen(panel, true);
  useChoices.setState((c) => {
    c.phoneTab = panel;
    if (panel === 'log') c.beside = panel;
  });
}
