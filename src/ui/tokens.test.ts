// Colours that stand outside the style sheets, for pictures that are taken away, are those of the tokens.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COLOURS, type Colours, type Theme } from '../view/picture/colours.ts';

describe('colours of exported pictures', () => {
  it('are those of the page', () => {
    const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
    const blocks: Record<Theme, string> = { light: css.split(':root {')[1]!, dark: css.split("[data-theme='dark'] {")[1]! };
    for (const theme of ['light', 'dark'] as const) {
      const token = (name: string): string => new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(blocks[theme])![1]!;
      const { nodes, ...rest } = COLOURS[theme];
      for (const [name, value] of Object.entries(rest as Omit<Colours, 'nodes'>))
        expect(value, name).toBe(token(name.replace(/([A-Z2-3])/g, (c) => `-${c.toLowerCase()}`)));
      expect(nodes).toEqual(nodes.map((_, i) => token(`n${i + 1}`)));
    }
  });
});
