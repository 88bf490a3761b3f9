// One handler for every key of the page, from the one table (state/keys.ts). Text fields keep their keys, and so does whatever is moved by
// arrows (sliders, menus, lists, tabs); a dialog keeps all. What a key then does stands in key-acts.ts.
import { KEY_NAMES, keySpec, type KeyName, type KeySpec } from '../state/keys.ts';
import { setEmbed, useChoices } from '../state/choices.ts';
import { ACTS, openDrawerAt, selectNode } from './key-acts.ts';

/** The parts of a keyboard event that count. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly repeat: boolean;
}

export type Pressed =
  | { readonly act: Exclude<KeyName, 'node' | 'drawer'> }
  | { readonly act: 'node'; readonly node: number }
  /** From the top, 0 … 7. */
  | { readonly act: 'drawer'; readonly drawer: number };

/** What the table says of a key, or null. Symbols are taken as printed, however the keyboard's layout reaches them. */
export function readKey(press: KeyPress): Pressed | null {
  const key = press.key.toLowerCase();
  // Right Alt on many keyboards is Ctrl and Alt at once; with it, only symbols are meant.
  const altGr = press.ctrlKey && press.altKey;
  if ((press.altKey || press.ctrlKey || press.metaKey) && !altGr) return withCommand(press, key);
  if (!press.shiftKey && !altGr && /^[1-9]$/.test(key)) return { act: 'node', node: Number(key) };
  const act = KEY_NAMES.find((name) => name !== 'node' && name !== 'drawer' && fits(keySpec(name), key, press.shiftKey, altGr));
  if (act !== undefined) return mayRepeat(act, press) ? ({ act } as Pressed) : null;
  const digit = /^Digit([1-9])$/.exec(press.code);
  return press.shiftKey && !altGr && digit !== null && !press.repeat ? { act: 'drawer', drawer: Number(digit[1]) - 1 } : null;
}

function withCommand(press: KeyPress, key: string): Pressed | null {
  if (press.altKey || press.shiftKey || (press.ctrlKey && press.metaKey)) return null;
  const act = KEY_NAMES.find((name) => keySpec(name).ctrl === true && keySpec(name).key === key);
  return act === undefined || !mayRepeat(act, press) ? null : ({ act } as Pressed);
}

const mayRepeat = (act: KeyName, press: KeyPress): boolean => !press.repeat || keySpec(act).repeats === true;

/** Shift counts for letters and named keys; a symbol may need it to be typed at all. */
function fits(spec: KeySpec, key: string, shift: boolean, altGr: boolean): boolean {
  if (spec.key !== key || spec.ctrl === true) return false;
  const symbol = key.length === 1 && key !== ' ' && !/[a-z]/.test(key);
  return symbol || (!altGr && shift === (spec.shift ?? false));
}

const TEXT =
  'textarea, select, [contenteditable]:not([contenteditable="false"]), input:not([type=checkbox], [type=radio], [type=range], [type=button], [type=file])';
/** A list of the page itself is no list that has opened: it keeps its arrows alone. */
const KEEPS_ALL = '[role=menu], [role=listbox]:not([data-own-keys]), [role=dialog], [role=alertdialog]';
const KEEPS_ARROWS =
  '[data-own-keys], [role=slider], [role=separator], [role=radio], [role=tab], [role=option], [role=spinbutton], [role=combobox], [role=grid], [role=tree]';
const PRESSED_BY_SPACE =
  'button, summary, a[href], input, [role=button], [role=switch], [role=checkbox], [role=radio], [role=tab], [role=combobox]';
const MOVES: readonly string[] = ['arrowleft', 'arrowright', 'arrowup', 'arrowdown', 'home', 'end', 'pageup', 'pagedown'];

/** What the element that has the focus keeps for itself. `clicked`: it has the focus because it was clicked, not because it was reached by keys. */
export function keptBy(target: Pick<Element, 'closest'>, key: string, clicked: boolean): boolean {
  if (target.closest(KEEPS_ALL) !== null) return true;
  const named = key.toLowerCase();
  if (target.closest(TEXT) !== null) return named !== 'escape' && named !== 'f6';
  if (MOVES.includes(named)) return target.closest(KEEPS_ARROWS) !== null;
  // A button that was clicked a while ago must not swallow "play".
  return named === ' ' && !clicked && target.closest(PRESSED_BY_SPACE) !== null;
}

/** Listens to the whole page. Returns how to stop. */
export function listenToKeys(): () => void {
  const focus = { byPointer: false };
  const held = new Set<string>();
  const onPointer = (): void => {
    focus.byPointer = true;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const clicked = focus.byPointer;
    if (event.key === 'Tab' || event.key === 'F6') focus.byPointer = false;
    if (event.defaultPrevented || event.isComposing || useChoices.getState().dialog !== null) return;
    const target = event.target instanceof Element ? event.target : document.body;
    if (keptBy(target, event.key, clicked)) return;
    const pressed = readKey(event);
    if (pressed === null) return;
    event.preventDefault();
    // A clicked button would still be pressed when the space bar comes up.
    if (event.key === ' ') held.add(' ');
    perform(pressed);
  };
  const onKeyUp = (event: KeyboardEvent): void => {
    if (held.delete(event.key)) event.preventDefault();
  };
  window.addEventListener('pointerdown', onPointer, true);
  window.addEventListener('keydown', onKeyDown);
  window.addEventListener('keyup', onKeyUp, true);
  return () => {
    window.removeEventListener('pointerdown', onPointer, true);
    window.removeEventListener('keydown', onKeyDown);
    window.removeEventListener('keyup', onKeyUp, true);
  };
}

/** What these lead to does not stand beside stage and time. */
const LEAVES_EMBED: readonly KeyName[] = ['command', 'diagram', 'filter', 'lessons', 'worlds', 'drawer'];

function perform(pressed: Pressed): void {
  if (useChoices.getState().embed && LEAVES_EMBED.includes(pressed.act)) setEmbed(false);
  if (pressed.act === 'node') selectNode((pressed as { node: number }).node);
  else if (pressed.act === 'drawer') openDrawerAt((pressed as { drawer: number }).drawer);
  else ACTS[pressed.act as keyof typeof ACTS]();
}
