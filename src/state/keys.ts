// The one table of keys: what is pressed, how it is printed, what it does. Handling (app/keyboard.ts), tooltips and the list of keys read it.

export interface KeySpec {
  /** `KeyboardEvent.key`, letters in lower case, or `KeyboardEvent.code` for digits with Shift. */
  readonly key: string;
  readonly shift?: boolean;
  /** Ctrl, or ⌘ on a Mac. */
  readonly ctrl?: boolean;
  /** As printed on a key cap. */
  readonly print: string;
  readonly does: string;
  readonly group: 'Time' | 'Acts' | 'Looking' | 'Page';
  /** Held down it repeats. */
  readonly repeats?: boolean;
}

export const KEYS = {
  play: { key: ' ', print: 'Space', does: 'Play or pause', group: 'Time' },
  event: { key: 'arrowright', print: '→', does: 'One event on', group: 'Time', repeats: true },
  back: { key: 'arrowleft', print: '←', does: 'One event back', group: 'Time', repeats: true },
  message: { key: 'm', print: 'M', does: 'On to the next message that arrives', group: 'Time', repeats: true },
  messageBack: { key: 'm', shift: true, print: '⇧ M', does: 'Back to the message before', group: 'Time', repeats: true },
  commit: { key: 'c', print: 'C', does: 'On to the next slot that is chosen', group: 'Time', repeats: true },
  commitBack: { key: 'c', shift: true, print: '⇧ C', does: 'Back to the slot chosen before', group: 'Time', repeats: true },
  phase: { key: 'p', print: 'P', does: 'On to the next change of phase', group: 'Time', repeats: true },
  hurry: { key: 'h', print: 'H', does: 'Hurry to the next interesting event', group: 'Time', repeats: true },
  hurryBack: { key: 'h', shift: true, print: '⇧ H', does: 'Back to the interesting event before', group: 'Time', repeats: true },
  until: { key: 'g', print: 'G', does: 'Go on until something happens', group: 'Time' },
  goOn: { key: 'g', shift: true, print: '⇧ G', does: 'Go on in spite of a violation', group: 'Time' },
  start: { key: 'home', print: 'Home', does: 'To the start of the run', group: 'Time' },
  tip: { key: 'end', print: 'End', does: 'To now: the end of the branch', group: 'Time' },
  slower: { key: '[', print: '[', does: 'Half as fast', group: 'Time', repeats: true },
  faster: { key: ']', print: ']', does: 'Twice as fast', group: 'Time', repeats: true },
  branches: { key: 'a', print: 'A', does: 'All branches: the tree, and two compared', group: 'Time' },
  bookmark: { key: 'b', print: 'B', does: 'Bookmark this moment, or edit its bookmark', group: 'Time' },
  bookmarkNext: { key: 'j', print: 'J', does: 'On to the next bookmark', group: 'Time', repeats: true },
  bookmarkBack: { key: 'j', shift: true, print: '⇧ J', does: 'Back to the bookmark before', group: 'Time', repeats: true },
  undo: { key: 'z', ctrl: true, print: 'Ctrl Z', does: 'Undo the last act', group: 'Time' },

  crashLeader: { key: 'x', print: 'X', does: 'Crash the leader', group: 'Acts' },
  crash: { key: 'k', print: 'K', does: 'Crash the selected node', group: 'Acts' },
  crashWrite: { key: 'k', shift: true, print: '⇧ K', does: 'Crash the selected node at its next write, before the sync', group: 'Acts' },
  restart: { key: 'r', print: 'R', does: 'Restart the selected node', group: 'Acts' },
  isolate: { key: 'i', print: 'I', does: 'Cut the selected node off', group: 'Acts' },
  sleep: { key: 'z', print: 'Z', does: 'Pause the selected node, or resume it', group: 'Acts' },
  heal: { key: 'e', print: 'E', does: 'Mend every link', group: 'Acts' },
  drop: { key: 'd', print: 'D', does: 'Drop the selected message', group: 'Acts' },
  delay: { key: 'y', print: 'Y', does: 'Delay the selected message by 20 ms', group: 'Acts' },
  duplicate: { key: 'u', print: 'U', does: 'Send the selected message twice', group: 'Acts' },
  command: { key: 'n', print: 'N', does: 'New command', group: 'Acts' },

  node: { key: '1', print: '1 – 9', does: 'Select node n1 to n9', group: 'Looking' },
  nextFlight: { key: '.', print: '.', does: 'Select the next message under way', group: 'Looking', repeats: true },
  previousFlight: { key: ',', print: ',', does: 'Select the message under way before', group: 'Looking', repeats: true },
  diagram: { key: 'q', print: 'Q', does: 'The space–time diagram, or the log again', group: 'Looking' },
  filter: { key: '/', print: '/', does: 'Filter the events', group: 'Looking' },
  clear: { key: 'escape', print: 'Esc', does: 'Close, or select nothing', group: 'Looking' },

  lessons: { key: 'l', print: 'L', does: 'Lessons', group: 'Page' },
  worlds: { key: 'w', print: 'W', does: 'Worlds', group: 'Page' },
  search: { key: 'v', print: 'V', does: 'Find a violation', group: 'Page' },
  measure: { key: 'q', shift: true, print: '⇧ Q', does: 'Measure: one setting varied, and what comes of it', group: 'Page' },
  raft: { key: 'r', shift: true, print: '⇧ R', does: 'Raft beside it: what this run has measured, and what Raft does', group: 'Page' },
  drawer: { key: 'Digit1', shift: true, print: '⇧ 1 – 9', does: 'Open or close a drawer, from the top', group: 'Page' },
  save: { key: 's', print: 'S', does: 'Save the run as a file', group: 'Page' },
  export: { key: 's', shift: true, print: '⇧ S', does: 'Export pictures, a film, or texts for other tools', group: 'Page' },
  link: { key: 'l', shift: true, print: '⇧ L', does: 'Copy a link to this run', group: 'Page' },
  open: { key: 'o', print: 'O', does: 'Open a saved run', group: 'Page' },
  present: { key: 'f', print: 'F', does: 'Presenter mode', group: 'Page' },
  theme: { key: 't', print: 'T', does: 'Light, dark, or as the system', group: 'Page' },
  panels: { key: 'f6', print: 'F6', does: 'To the next part of the page', group: 'Page' },
  keys: { key: '?', print: '?', does: 'This list of keys', group: 'Page' },
} as const satisfies Record<string, KeySpec>;

export type KeyName = keyof typeof KEYS;

export const KEY_NAMES = Object.keys(KEYS) as readonly KeyName[];
export const keySpec = (name: KeyName): KeySpec => KEYS[name];
