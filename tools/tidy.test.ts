// The tidy check on the project itself, and on small trees that each break one rule: a check that has never found anything proves nothing.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { codeLines, deadFiles, impurities, marks, unquotedRules, untidyFiles, wrongImports, type Tree } from './tidy.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

function readTree(): Tree {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: ROOT, encoding: 'utf8' });
  const paths = listed.split('\n').filter((p) => /\.(tsx?|css)$/.test(p) && existsSync(ROOT + p));
  return new Map(paths.map((p) => [p, readFileSync(ROOT + p, 'utf8')]));
}

const tree = readTree();
const one = (path: string, text: string): Tree => new Map([[path, text]]);

describe('the project', () => {
  it('keeps the order of its folders', () => expect(wrongImports(tree)).toEqual([]));
  it('keeps its pure folders pure', () => expect(impurities(tree)).toEqual([]));
  it('has no dead file', () => expect(deadFiles(tree)).toEqual([]));
  it('has files with names, heads and sizes as agreed', () => expect(untidyFiles(tree)).toEqual([]));
  it('has no mark of unfinished work', () => expect(marks(tree)).toEqual([]));
  it('quotes every rule of SPEC.md in a test', () =>
    expect(unquotedRules(readFileSync(`${ROOT}src/paxos/SPEC.md`, 'utf8'), tree)).toEqual([]));
});

describe('each check finds what it is for', () => {
  it('an import to the right', () => {
    const found = wrongImports(
      new Map([
        ['src/base/a.ts', "import { b } from '../paxos/b.ts';"],
        ['src/paxos/b.ts', ''],
      ]),
    );
    expect(found).toEqual(['src/base/a.ts imports src/paxos/b.ts, which stands to its right.']);
  });
  it('the page in storage, and in the worker but for its types', () => {
    const others: [string, string][] = [
      ['src/storage/s.ts', ''],
      ['src/worker/protocol.ts', ''],
      ['src/worker/pump.ts', ''],
    ];
    const page = (text: string): number => wrongImports(new Map([['src/ui/x/a.ts', text], ...others])).length;
    expect(page("import { s } from '../../storage/s.ts';")).toBe(1);
    expect(page("import { p } from '../../worker/protocol.ts';")).toBe(1);
    expect(page("import type { p } from '../../worker/protocol.ts';")).toBe(0);
    expect(page("import type { p } from '../../worker/pump.ts';")).toBe(1);
  });
  it('clocks, chance, waiting and inexact maths in a pure folder', () => {
    const texts = [
      'Date.now();',
      'Math.random();',
      'Math.sin(1);',
      'const a = 2 ** 3;',
      'async () => 1;',
      'setTimeout(f);',
      'a.localeCompare(b);',
      '`${Math.exp(1)}`;',
    ];
    for (const text of texts) expect(impurities(one('src/sim/a.ts', text)), text).toHaveLength(1);
    expect(impurities(one('src/sim/a.ts', "// Date\n/** Math.random() */ const text = 'async Date';\n`a Date`;"))).toEqual([]);
    expect(impurities(one('src/ui/a.ts', 'Date.now();'))).toEqual([]);
  });
  it('a file that nothing reaches', () => {
    const files: [string, string][] = [
      ['src/app/main.tsx', "import '../ui/a.css';"],
      ['src/ui/a.css', ''],
      ['src/ui/b.ts', ''],
      ['src/ui/b.test.ts', "import './b.ts';"],
    ];
    expect(deadFiles(new Map(files))).toEqual(['src/ui/b.ts is reached from nowhere.']);
  });
  it('names, heads and sizes', () => {
    expect(untidyFiles(one('src/ui/someThing.ts', '// Head.'))).toHaveLength(1);
    expect(untidyFiles(one('src/ui/a.ts', 'export {};'))).toHaveLength(1);
    expect(untidyFiles(one('src/ui/a.ts', `// Head.\n${'\n'.repeat(500)}`))).toHaveLength(1);
  });
  it('marks', () => {
    for (const text of ['// TO' + 'DO later', 'it.sk' + "ip('x')", 'x as' + ' any', 'try { f(); } catch {' + '}'])
      expect(marks(one('src/ui/a.ts', text)), text).toHaveLength(1);
  });
  it('a rule that no test quotes', () => {
    const tests: Tree = one('src/paxos/a.test.ts', "it('[A1] promises')");
    expect(unquotedRules('**A1** one\n\n**A2** two', tests)).toEqual(['No test quotes rule [A2].']);
  });
  it('reads code, not comments and texts', () => {
    expect(codeLines("const a = 'x'; // y\nb();").map((l) => l.trimEnd())).toEqual(['const a =    ;', 'b();']);
  });
});
