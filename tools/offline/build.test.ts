import { describe, expect, it } from 'vitest';
import { withFiles } from './build.ts';

const SOURCE = "const FILES = '%FILES%';\nconst VERSION = '%VERSION%';\n";
const bytes = (text: string): Buffer => Buffer.from(text);

describe('the worker that keeps the page’s files', () => {
  it('names each file below the page, and the page by its folder', () => {
    const text = withFiles(
      SOURCE,
      new Map([
        ['assets/a.js', bytes('a')],
        ['index.html', bytes('page')],
      ]),
    );
    expect(text).toMatch(/^const FILES = \["\.\/assets\/a\.js","\.\/"\];\nconst VERSION = '[0-9a-f]{16}';\n$/);
  });

  it('has another version when a byte of any file is another, and the same for the same files', () => {
    const of = (text: string): string => withFiles(SOURCE, new Map([['icon.svg', bytes(text)]]));
    expect(of('<svg/>')).toBe(of('<svg/>'));
    expect(of('<svg/>')).not.toBe(of('<svg />'));
  });
});
