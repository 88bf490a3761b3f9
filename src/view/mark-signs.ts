// The signs of what happened at a moment, on the time track and in the space–time diagram: drawn rather than typed, so that they look the same
// with any font. Shape says what; colour says whose.
import type { Mark } from '../trace/described.ts';

export type MarkKind = Mark['kind'];
/** The name of a token. */
export type SignColour = 'bad' | 'warn' | 'ok' | 'ink-2';

export interface MarkSign {
  readonly d: string;
  readonly filled: boolean;
  /** Null: the colour of the node that acts. */
  readonly colour: SignColour | null;
  readonly words: string;
}

const CIRCLE = 'M7 1.8 a5.200 5.200 0 1 0 .01 0 Z';

/** In a box of 14 by 14. The order is the order of importance: where marks crowd, the first of these shows. */
export const MARK_SIGNS: Readonly<Record<MarkKind, MarkSign>> = {
  violation: { d: 'M7 1.500 V8.200 M7 11.300 V12.500', filled: false, colour: 'bad', words: 'a check found a violation' },
  'power-failure': {
    d: 'M8 1 L3.500 8 H6.500 L5.500 13 L10.500 5.500 H7.500 Z',
    filled: true,
    colour: 'bad',
    words: 'power failure',
  },
  crash: { d: 'M2.500 2.500 L11.500 11.500 M11.500 2.500 L2.500 11.500', filled: false, colour: 'bad', words: 'a node crashed' },
  election: { d: 'M7 1 L13 7 L7 13 L1 7 Z', filled: true, colour: null, words: 'a leader was elected' },
  filled: { d: `${CIRCLE} M2.200 12.800 L11.800 1.200`, filled: false, colour: null, words: 'a gap was filled with a no-op' },
  adopted: { d: `${CIRCLE} M4.300 7 L6.300 9 L9.800 5`, filled: false, colour: null, words: 'a value found on other disks was adopted' },
  membership: {
    d: 'M4.500 6.500 a2.300 2.300 0 1 0 .01 0 Z M10 5 V11 M7 8 H13',
    filled: false,
    colour: 'ink-2',
    words: 'the members changed',
  },
  installed: {
    d: 'M7 1.500 V8.500 M3.500 5.500 L7 9 L10.500 5.500 M2 12.500 H12',
    filled: false,
    colour: null,
    words: 'a checkpoint was installed',
  },
  cut: { d: 'M4.500 1.500 V12.500 M9.500 1.500 V12.500', filled: false, colour: 'warn', words: 'links were cut' },
  healed: { d: 'M1.500 7 H12.500', filled: false, colour: 'ok', words: 'links were mended' },
  restart: { d: 'M7 12 V3 M2.800 6.800 L7 2.500 L11.200 6.800', filled: false, colour: 'ok', words: 'a node came back' },
  lost: { d: 'M2 4 H12 L7 11.500 Z', filled: true, colour: 'warn', words: 'a message was lost or dropped' },
  input: { d: 'M3 2 L11.500 7 L3 12 Z', filled: false, colour: 'ink-2', words: 'something you did' },
};

export const MARK_KINDS = Object.keys(MARK_SIGNS) as readonly MarkKind[];
