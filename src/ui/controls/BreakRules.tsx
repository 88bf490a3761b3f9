// Rules that can be turned off, to see what they are for. Only a new world can be broken, and it is marked as broken everywhere.
import { Hammer, Search } from 'lucide-react';
import { SHIPPED } from '../../paxos/shipped.ts';
import { SWITCH_NAMES, SWITCHES, type SwitchName } from '../../paxos/switches.ts';
import { useChoices } from '../../state/choices.ts';
import { useSaid } from '../../state/said.ts';
import { changeAsk } from '../../state/search.ts';
import { Button } from '../kit/Button.tsx';
import { Switch } from '../kit/Choose.tsx';
import { Section } from '../kit/Panel.tsx';
import { draftSwitch, useDraft } from './draft.ts';
import { ruleWords } from './rule-words.ts';

const NONE: readonly never[] = [];

export function BreakRules() {
  const running = useSaid((s) => s.frame?.config.switches) ?? NONE;
  const readOnly = useSaid((s) => s.run?.readOnly ?? false);
  const drafted = useDraft((d) => d.switches);
  const wanted = drafted ?? running;
  return (
    <Section title="Break a rule" note="in a new world">
      <p className="controls-warning">
        <Hammer className="kit-icon" aria-hidden />
        Each of these takes away a rule that keeps Paxos safe. The world that begins is not Paxos; sooner or later a check says what went
        wrong.
      </p>
      {wanted.length > 0 && (
        <Button
          size="sm"
          icon={Search}
          keys="search"
          tooltip="Looks through random worlds without this rule for the shortest history in which a check fails, and plays it."
          onClick={() => findWhatBreaks(wanted[0]!)}
        >
          Find what “{ruleWords(wanted[0]!)}” breaks
        </Button>
      )}
      <div className="controls-switches">
        {SWITCH_NAMES.map((name) => (
          <Switch
            key={name}
            label={ruleWords(name)}
            checked={wanted.includes(name)}
            sentence={wanted.includes(name) ? `${SWITCHES[name]} ${SHIPPED[name]}` : SWITCHES[name]}
            note={running.includes(name) === wanted.includes(name) ? (running.includes(name) ? 'broken now' : undefined) : 'not begun yet'}
            disabled={readOnly}
            onChange={(on) => draftSwitch(name, on, running)}
          />
        ))}
      </div>
    </Section>
  );
}

function findWhatBreaks(switchName: SwitchName): void {
  changeAsk({ switchName });
  useChoices.setState((c) => {
    c.drawer = 'search';
  });
}
