// What one can go on until, by name, as a condition of the scenario language. Pure.
import type { Slot } from '../../base/units.ts';

export const AIMS = [
  { name: 'leader', label: 'Another leader', says: 'A node has its quorum of promises, and leads.' },
  { name: 'next', label: 'The next slot is chosen', says: 'The first that is not known to be chosen now.' },
  { name: 'slot', label: 'A slot is chosen', says: 'One that you name, known to be chosen by some node.' },
  { name: 'gap', label: 'A gap in a log', says: 'A slot is not known to be chosen below one that is.' },
  { name: 'unknown', label: 'An unknown outcome', says: 'A client has waited too long, and sends its request again.' },
  { name: 'violation', label: 'A violation', says: 'A check fails. In a world with all rules on that never happens.' },
  {
    name: 'own',
    label: 'A condition of your own',
    says: 'In the words of the scenario language: states and moments, joined by “and” and “or”.',
  },
] as const;

export type AimName = (typeof AIMS)[number]['name'];

interface Told {
  /** The first slot that is not known to be chosen. */
  readonly next: Slot;
  /** As typed. */
  readonly slot: string;
  readonly text: string;
}

export function conditionOf(aim: AimName, { next, slot, text }: Told): string {
  switch (aim) {
    case 'leader':
      return 'election';
    case 'next':
      return `chosen ${next}`;
    case 'slot':
      return `chosen ${slot.trim()}`;
    case 'own':
      return text.trim();
    default:
      return aim;
  }
}
