// The ready worlds, by group: each begins where something is about to happen. The one at hand is marked, and says what to try in it.
import { useState } from 'react';
import { RotateCcw, SlidersHorizontal } from 'lucide-react';
import { WORLDS, type ReadyWorld } from '../../scenario/worlds.ts';
import { openScenario } from '../../state/actions.ts';
import { closeDrawer, useChoices } from '../../state/choices.ts';
import { useSaid } from '../../state/said.ts';
import { Button } from '../kit/Button.tsx';
import { EmptyState } from '../kit/EmptyState.tsx';
import { TextField } from '../kit/Field.tsx';
import { useLayoutMode } from '../shell/layout-mode.ts';
import { findWorlds, groupWorlds } from './find-worlds.ts';
import './start.css';

export function WorldsDrawer() {
  const [search, setSearch] = useState('');
  const title = useSaid((s) => s.run?.title ?? '');
  const found = findWorlds(WORLDS, search);
  return (
    <div className="worlds">
      <div className="worlds-head">
        <TextField
          label="Search the worlds"
          bare
          placeholder={`Search ${WORLDS.length} worlds`}
          value={search}
          onChange={(e) => setSearch(e.target.value)}
        />
        <Button icon={SlidersHorizontal} tooltip="A world of your own: nodes, network, disks, clients" onClick={openSettings}>
          New
        </Button>
      </div>
      {found.length === 0 && <EmptyState title="No world has these words" text="Fewer words find more." />}
      {groupWorlds(found).map(({ group, worlds }) => (
        <section key={group} aria-label={group}>
          <h3 className="worlds-group">{group}</h3>
          <ul className="worlds-list">
            {worlds.map((world) => (
              <WorldCard key={world.id} world={world} current={world.title === title} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function WorldCard({ world, current }: { readonly world: ReadyWorld; readonly current: boolean }) {
  const phone = useLayoutMode() === 'phone';
  const open = async (): Promise<void> => {
    const opened = await openScenario(world.title, world.text);
    if (opened.ok && phone) closeDrawer();
  };
  return (
    <li className="world" data-current={current || undefined}>
      <button type="button" className="world-open" aria-current={current} onClick={() => void open()}>
        <span className="world-title">
          {world.title}
          {current && <span className="world-here">here</span>}
        </span>
        <span className="world-about">{world.about}</span>
      </button>
      {current && <Tries world={world} onAgain={() => void open()} />}
    </li>
  );
}

function Tries({ world, onAgain }: { readonly world: ReadyWorld; readonly onAgain: () => void }) {
  return (
    <div className="world-tries">
      {world.tries.length > 0 && (
        <>
          <h4>To try</h4>
          <ol>
            {world.tries.map((t) => (
              <li key={t}>{t}</li>
            ))}
          </ol>
        </>
      )}
      <Button size="sm" icon={RotateCcw} onClick={onAgain}>
        Begin it again
      </Button>
    </div>
  );
}

function openSettings(): void {
  useChoices.setState((c) => {
    c.drawer = 'cluster';
  });
}
