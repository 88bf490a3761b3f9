// A key cap, as printed in tooltips, on buttons and in the list of keys.
import { keySpec, type KeyName } from '../../state/keys.ts';
import './kit.css';

export function KeyHint({ of }: { readonly of: KeyName }) {
  return <kbd className="kit-key">{keySpec(of).print}</kbd>;
}

/** For `aria-keyshortcuts`. */
export function keyShortcut(of: KeyName): string {
  const spec: { key: string; shift?: boolean; ctrl?: boolean } = keySpec(of);
  const key =
    spec.key === ' '
      ? 'Space'
      : spec.key.length === 1
        ? spec.key.toUpperCase()
        : spec.key.replace(/^arrow(.)/, (_, c: string) => `Arrow${c.toUpperCase()}`);
  return [spec.ctrl === true ? 'Control' : '', spec.shift === true ? 'Shift' : '', key].filter(Boolean).join('+');
}
