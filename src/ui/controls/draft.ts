// Settings that only a new world can take, as the person has changed them and not begun yet. They stay while drawers open and close.
import { create } from 'zustand';
import { SWITCH_NAMES, type SwitchName } from '../../paxos/switches.ts';
import type { Config, FieldName } from '../../sim/config.ts';
import { FIELDS } from '../../sim/fields.ts';
import { ruleWords } from './rule-words.ts';
import { formatValue, type FieldValue } from './field-values.ts';

export interface Draft {
  readonly fields: Partial<Record<FieldName, FieldValue>>;
  /** Null: as in the running world. */
  readonly switches: readonly SwitchName[] | null;
}

const EMPTY: Draft = { fields: {}, switches: null };

export const useDraft = create<Draft>()(() => EMPTY);

export const clearDraft = (): void => useDraft.setState(EMPTY, true);

export function draftField(name: FieldName, value: FieldValue): void {
  useDraft.setState(({ fields }) => ({ fields: { ...fields, [name]: value } }));
}

export function draftSwitch(name: SwitchName, on: boolean, running: readonly SwitchName[]): void {
  useDraft.setState(({ switches }) => {
    const now = (switches ?? running).filter((s) => s !== name);
    return { switches: SWITCH_NAMES.filter((s) => now.includes(s) || (on && s === name)) };
  });
}

/** The configuration of the world that would begin: the running one's live settings, and the draft. */
export function draftedConfig(running: Config, { fields, switches }: Draft): Config {
  const config: Config = { ...running, ...(fields as Partial<Config>) };
  return { ...config, switches: switches ?? running.switches, nodeSyncMicros: running.nodeSyncMicros.slice(0, config.nodes) };
}

/** What differs from the running world, in words; empty when nothing does. */
export function draftChanges(running: Config, draft: Draft): readonly string[] {
  const changes: string[] = [];
  for (const [name, value] of Object.entries(draft.fields) as [FieldName, FieldValue][])
    if (value !== running[name]) changes.push(`${FIELDS[name].label.toLowerCase()} ${formatValue(name, value)}`);
  const wanted = draft.switches ?? running.switches;
  const off = wanted.filter((s) => !running.switches.includes(s));
  const on = running.switches.filter((s) => !wanted.includes(s));
  if (off.length > 0) changes.push(`${rules(off)} off`);
  if (on.length > 0) changes.push(`${rules(on)} on again`);
  return changes;
}

const rules = (names: readonly SwitchName[]): string =>
  `the rule${names.length === 1 ? '' : 's'} ${names.map((name) => `“${ruleWords(name)}”`).join(', ')}`;

/** What the new world is called. */
export function worldTitle(config: Config): string {
  const size = config.nodes === 1 ? '1 node' : `${config.nodes} nodes`;
  if (config.switches.length > 0) return `Broken: ${config.switches.join(', ')} (${size}, seed ${config.seed})`;
  return `${size}, seed ${config.seed}${config.election === 'eager' ? '' : `, ${config.election}`}`;
}
