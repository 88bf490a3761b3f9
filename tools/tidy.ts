// The house's rules as a check (ARCHITECTURE in src/README.md): the order of the folders, what pure folders may not touch, dead files, names,
// sizes, marks, and rules of SPEC.md that no test quotes. Pure functions over a tree of texts; tidy.test.ts runs them on the real one.

/** Path from the project's folder, with forward slashes → text. */
export type Tree = ReadonlyMap<string, string>;

/** A folder may import itself and what stands before it. */
export const LAYERS = [
  'base',
  'paxos',
  'sim',
  'history',
  'trace',
  'scenario',
  'lessons',
  'view',
  'storage',
  'worker',
  'state',
  'ui',
  'app',
] as const;
const LAST_PURE = LAYERS.indexOf('view');
const PAGE = ['state', 'ui', 'app'];
/** The files of the workers that the page may know, by their types. */
const PROTOCOLS: readonly string[] = [
  'src/worker/protocol.ts',
  'src/worker/search-protocol.ts',
  'src/worker/export-protocol.ts',
  'src/worker/measure-protocol.ts',
];
const MOST_LINES = 400;
/** Of the page and of the worker, both once more in a stand-alone page, and of the workers that search, export and measure. */
const ENTRIES: readonly string[] = [
  'src/app/main.tsx',
  'src/app/alone.tsx',
  'src/worker/main.ts',
  'src/worker/alone.ts',
  'src/worker/search-main.ts',
  'src/worker/exporter.ts',
  'src/worker/measure-main.ts',
];
/** Where reaching begins: the page, the worker, the commands, and the journeys. */
const isRoot = (path: string): boolean =>
  ENTRIES.includes(path) || /^(tools|e2e)\//.test(path) || /^[^/]+\.(ts|js)$/.test(path) || path.endsWith('.d.ts');
/** Files that only tests use, named as such. */
const isForTests = (path: string): boolean => /(^|\/)(testing|.*-testing|contract)\.tsx?$/.test(path);
const isTest = (path: string): boolean => /\.(test|spec)\.tsx?$/.test(path);
const isCode = (path: string): boolean => /\.tsx?$/.test(path);

const layerOf = (path: string): number => {
  const folder = /^src\/([^/]+)\//.exec(path)?.[1] ?? '';
  return (LAYERS as readonly string[]).indexOf(folder);
};

interface Import {
  readonly to: string;
  readonly typeOnly: boolean;
}

/** Relative imports, as paths from the project's folder. */
export function importsOf(path: string, text: string): Import[] {
  const found: Import[] = [];
  const patterns = [
    /^(?:import|export)\s+(type\s)?[^'";]*?from\s+'(\.[^']+)'/gm,
    /^import\s+()'(\.[^']+)'/gm,
    /\bimport\(()'(\.[^']+)'\)/g,
    /new URL\(()'(\.[^']+)'/g,
  ];
  for (const pattern of patterns)
    for (const match of text.matchAll(pattern))
      found.push({ to: resolve(path, match[2]!.replace(/\?.*$/, '')), typeOnly: match[1] !== undefined && match[1] !== '' });
  return found;
}

function resolve(from: string, relative: string): string {
  const parts = from.split('/').slice(0, -1);
  for (const part of relative.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** Imports that go to the right, or from the page into storage and worker. */
export function wrongImports(tree: Tree): string[] {
  const wrong: string[] = [];
  for (const [path, text] of tree) {
    const layer = layerOf(path);
    if (!isCode(path) || layer < 0) continue;
    for (const { to, typeOnly } of importsOf(path, text)) {
      const other = layerOf(to);
      if (other > layer) wrong.push(`${path} imports ${to}, which stands to its right.`);
      else if (isCode(to) && !tree.has(to)) wrong.push(`${path} imports ${to}, which is not there.`);
      else if (PAGE.includes(LAYERS[layer]!) && to.startsWith('src/storage/') && !isTest(path))
        wrong.push(`${path} imports ${to}: the page never imports storage.`);
      else if (
        PAGE.includes(LAYERS[layer]!) &&
        to.startsWith('src/worker/') &&
        !(PROTOCOLS.includes(to) && typeOnly) &&
        !ENTRIES.includes(to)
      )
        wrong.push(`${path} imports ${to}: of the worker the page knows the types of its protocol only.`);
    }
  }
  return wrong;
}

const BANNED: readonly (readonly [RegExp, string])[] = [
  [/\bDate\b/, 'Date'],
  [/\bMath\.(random|log\w*|exp\w*|pow|sin|cos|tan|asin|acos|atan\w*|sinh|cosh|tanh|cbrt|hypot)\b/, 'inexact or random maths'],
  [/[^*/]\*\*[^*/]/, 'the operator **'],
  [/\basync\b|\bawait\b|\bPromise\.|\bPromise<|new Promise\b/, 'waiting (async)'],
  [/\b(setTimeout|setInterval|performance|crypto|document|window|navigator|localStorage|indexedDB)\b(?=[.(])/, 'the platform'],
  [/\.(toLocale\w+|localeCompare)\(|\bIntl\./, 'the locale'],
];

/** What pure folders may not touch, outside comments and texts. */
export function impurities(tree: Tree): string[] {
  const found: string[] = [];
  for (const [path, text] of tree) {
    const layer = layerOf(path);
    if (!isCode(path) || layer < 0 || layer > LAST_PURE || isTest(path)) continue;
    codeLines(text).forEach((line, i) => {
      for (const [pattern, what] of BANNED)
        if (pattern.test(line)) found.push(`${path}:${i + 1} uses ${what}, which a pure folder may not.`);
    });
  }
  return found;
}

/** The lines without comments, texts and regular expressions; numbers of lines stay. */
export function codeLines(text: string): string[] {
  const blank = (s: string): string => s.replace(/[^\n]/g, ' ');
  return text
    .replace(/\/\*[\s\S]*?\*\/|`(?:\\.|[^`\\])*`|(?<![:\w])\/\/[^\n]*|'(?:\\.|[^'\\\n])*'/g, (s) =>
      s.startsWith('`') ? templateCode(s) : blank(s),
    )
    .split('\n');
}

// Of a template only what is computed in it counts.
function templateCode(template: string): string {
  let depth = 0;
  let out = '';
  for (let i = 0; i < template.length; i++) {
    if (template[i] === '$' && template[i + 1] === '{') depth++;
    out += depth > 0 || template[i] === '\n' ? template[i] : ' ';
    if (template[i] === '}' && depth > 0) depth--;
  }
  return out;
}

/** Files that nothing reaches from the page, the worker, the commands or the journeys. */
export function deadFiles(tree: Tree): string[] {
  const reached = new Set<string>();
  const reach = (path: string): void => {
    if (reached.has(path) || !tree.has(path)) return;
    reached.add(path);
    if (isCode(path)) for (const { to } of importsOf(path, tree.get(path)!)) reach(to);
  };
  for (const path of tree.keys()) if (isRoot(path)) reach(path);
  const dead = [...tree.keys()].filter((p) => /^src\/.*\.(tsx?|css)$/.test(p) && !reached.has(p) && !isTest(p) && !isForTests(p));
  return dead.map((p) => `${p} is reached from nowhere.`);
}

/** Names and heads of files, and their size. */
export function untidyFiles(tree: Tree): string[] {
  const found: string[] = [];
  for (const [path, text] of tree) {
    if (!isCode(path) || !/^(src|tools|e2e)\//.test(path)) continue;
    const name = path.split('/').at(-1)!;
    const fits = name.endsWith('.tsx') && !isTest(name) ? /^([A-Z][A-Za-z]*|[a-z0-9-]+)\.tsx$/ : /^[a-z0-9-]+(\.(test|spec|d))?\.tsx?$/;
    if (!fits.test(name)) found.push(`${path}: expected kebab-case.ts, or PascalCase.tsx for a component.`);
    if (!isTest(path) && !/^(\/\/|\/\*\*?) ?\S/.test(text)) found.push(`${path} does not open with what it is for.`);
    const lines = text.split('\n').length;
    if (lines > MOST_LINES && !isTest(path)) found.push(`${path} has ${lines} lines; at most ${MOST_LINES}.`);
  }
  return found;
}

const MARKS = new RegExp(
  [
    'TO' + 'DO',
    'FIX' + 'ME',
    'X' + 'XX',
    '\\b(it|test|describe)\\.(skip|only|todo|fixme)\\b',
    'eslint-' + 'disable',
    '@ts-(ignore|expect-error|nocheck)',
    'as' + ' any\\b',
    'waitFor' + 'Timeout',
    'catch( \\(\\w+\\))? \\{\\s*\\}',
  ].join('|'),
);

/** Marks of work that is not done, and ways around a check. */
export function marks(tree: Tree): string[] {
  const found: string[] = [];
  for (const [path, text] of tree) {
    if (!isCode(path) || path.startsWith('tools/tidy')) continue;
    text.split('\n').forEach((line, i) => {
      const mark = MARKS.exec(line);
      if (mark !== null) found.push(`${path}:${i + 1} has ${JSON.stringify(mark[0])}.`);
    });
  }
  return found;
}

/** Rules of SPEC.md (`**A1** …`) that no test quotes as `[A1]`. */
export function unquotedRules(spec: string, tree: Tree): string[] {
  const rules = [...spec.matchAll(/^(?:- )?\*\*([A-Z]\d+)\*\*/gm)].map((m) => m[1]!);
  const tests = [...tree]
    .filter(([p]) => isTest(p))
    .map(([, text]) => text)
    .join('\n');
  return rules.filter((rule) => !tests.includes(`[${rule}]`)).map((rule) => `No test quotes rule [${rule}].`);
}
