// What to look for: a rule to turn off, or none, and a range of seeds; begin and stop.
import { useState } from 'react';
import { Hammer, Search, Square } from 'lucide-react';
import { SHIPPED } from '../../paxos/shipped.ts';
import { SWITCH_NAMES, SWITCHES, type SwitchName } from '../../paxos/switches.ts';
import { changeAsk, HIGHEST_SEED, isSearching, MOST_SEEDS, startSearch, stopSearch, type SearchState } from '../../state/search.ts';
import { ruleWords } from '../controls/rule-words.ts';
import { Button } from '../kit/Button.tsx';
import { Select } from '../kit/Choose.tsx';
import { refuseNumber, TextField } from '../kit/Field.tsx';
import { formatCount } from '../kit/format.ts';

const NONE = 'none';
const OPTIONS = [
  { value: NONE, label: 'None: every rule is on', sentence: 'Nothing should ever be found.' },
  ...SWITCH_NAMES.map((name) => ({ value: name as string, label: ruleWords(name), sentence: SWITCHES[name] })),
];

export function SearchForm({ search }: { readonly search: SearchState }) {
  const { ask, stage, stopping } = search;
  const [first, setFirst] = useState(String(ask.first));
  const [last, setLast] = useState(String(ask.last));
  const [shown, setShown] = useState(ask);
  // Another range from outside takes the place of what stands in the fields.
  if (shown.first !== ask.first || shown.last !== ask.last) {
    setShown(ask);
    setFirst(String(ask.first));
    setLast(String(ask.last));
  }
  const refusals = refuse(first, last);
  const busy = isSearching(search);
  const begin = (): void => {
    if (busy || refusals.any) return;
    changeAsk({ first: Number(first), last: Number(last) });
    startSearch();
  };
  return (
    <form
      className="search-form"
      onSubmit={(e) => {
        e.preventDefault();
        begin();
      }}
    >
      <p className="kit-sentence">
        Random worlds with random faults, one for each seed, under every check. The first that breaks one is made smaller, and can be
        played. The same seeds always find the same.
      </p>
      <Select
        label="Rule turned off"
        value={ask.switchName ?? NONE}
        options={OPTIONS}
        disabled={busy}
        onChange={(value) => changeAsk({ switchName: value === NONE ? null : (value as SwitchName) })}
      />
      <About switchName={ask.switchName} />
      <div className="search-seeds">
        <TextField
          label="From seed"
          className="search-seed"
          inputMode="numeric"
          value={first}
          disabled={busy}
          refusal={refusals.first}
          onChange={(e) => setFirst(e.target.value)}
        />
        <TextField
          label="to seed"
          className="search-seed"
          inputMode="numeric"
          value={last}
          disabled={busy}
          refusal={refusals.last}
          onChange={(e) => setLast(e.target.value)}
        />
      </div>
      {busy ? (
        <Button icon={Square} disabled={stopping} data-key-target="search" onClick={stopSearch}>
          {stopping ? 'Stopping' : stage === 'smaller' ? 'Enough: take it as it is' : 'Stop'}
        </Button>
      ) : (
        <Button type="submit" look="primary" icon={Search} disabled={refusals.any} data-key-target="search">
          Find a violation
        </Button>
      )}
    </form>
  );
}

function About({ switchName }: { readonly switchName: SwitchName | null }) {
  if (switchName === null)
    return (
      <p className="kit-sentence">
        Every rule is on: nothing should be found. Should something be, it is a fault of this engine, and its file shows it again.
      </p>
    );
  return (
    <div className="search-rule">
      <p>
        <Hammer className="kit-icon" aria-hidden />
        {SWITCHES[switchName]}
      </p>
      <p className="kit-sentence">{SHIPPED[switchName]}</p>
    </div>
  );
}

/** What does not fit, by field. */
function refuse(first: string, last: string): { readonly first: string; readonly last: string; readonly any: boolean } {
  const one = refuseNumber(first, 1, HIGHEST_SEED, '');
  const two = refuseNumber(last, 1, HIGHEST_SEED, '');
  const span = Number(last) - Number(first) + 1;
  const both =
    one !== '' || two !== ''
      ? ''
      : span < 1
        ? `Found ${last}; expected a seed not below ${first}.`
        : span > MOST_SEEDS
          ? `Found ${formatCount(span)} seeds; expected at most ${formatCount(MOST_SEEDS)}.`
          : '';
  return { first: one, last: two || both, any: one !== '' || two !== '' || both !== '' };
}
