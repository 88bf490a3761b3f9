// Theme and presenter mode as attributes of the root, where the styles read them. index.html does the same once, before the first paint.
import { useChoices } from '../state/choices.ts';
import { invalidate } from '../state/frame-source.ts';

/** Applies what is chosen, now and whenever it or the system's theme changes. */
export function applyLook(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = (): void => {
    const { theme, presenter } = useChoices.getState();
    const root = document.documentElement;
    holdTransitions(root);
    root.dataset['theme'] = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme;
    if (presenter) root.dataset['presenter'] = '';
    else delete root.dataset['presenter'];
    nameThemeColour(root);
    invalidate();
  };
  apply();
  useChoices.subscribe((now, before) => {
    if (now.theme !== before.theme || now.presenter !== before.presenter) apply();
  });
  dark.addEventListener('change', apply);
}

/** Everything changes at once, not each thing at its own pace. */
function holdTransitions(root: HTMLElement): void {
  root.dataset['turning'] = '';
  requestAnimationFrame(() => requestAnimationFrame(() => delete root.dataset['turning']));
}

/** The browser's own bars take the colour of the top line. */
function nameThemeColour(root: HTMLElement): void {
  const colour = getComputedStyle(root).getPropertyValue('--surface').trim();
  if (colour === '') return;
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) meta.content = colour;
}
