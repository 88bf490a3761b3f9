// A rule that can be turned off, as it is named on the page.
import type { SwitchName } from '../../paxos/switches.ts';

/** `promise-before-sync` → `Promise before sync`. */
export const ruleWords = (name: SwitchName): string => name[0]!.toUpperCase() + name.slice(1).replaceAll('-', ' ');
