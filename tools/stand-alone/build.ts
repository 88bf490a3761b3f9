// The template of the stand-alone page: the app built a second time, into one script and one sheet of styles, both packed into one HTML file
// that may ask for nothing from anywhere. A plugin of the page's build; the development server makes it when it is asked for.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { build, transformWithOxc, type Plugin } from 'vite';
import { TEMPLATE_NAME } from '../../src/trace/stand-alone.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const beside = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

export function standAlone(): Plugin {
  return {
    name: 'synod:stand-alone',
    apply: (_, { command, isPreview }) => command === 'build' || isPreview !== true,
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: TEMPLATE_NAME, source: await buildTemplate() });
    },
    configureServer(server) {
      server.middlewares.use(`/${TEMPLATE_NAME}`, (_request, response, next) => {
        buildTemplate().then((page) => response.setHeader('content-type', 'text/html; charset=utf-8').end(page), next);
      });
    },
  };
}

/** The whole page, without a run in it. */
export async function buildTemplate(): Promise<string> {
  const { program, styles } = await buildParts();
  const { code: start } = await transformWithOxc(beside('start.js'), 'start.js', { sourcemap: false });
  const icon = readFileSync(`${ROOT}public/icon.svg`).toString('base64');
  const parts: Readonly<Record<string, string>> = {
    POLICY: `<meta http-equiv="Content-Security-Policy" content="${policy([start, program])}">`,
    ICON: `<link rel="icon" href="data:image/svg+xml;base64,${icon}">`,
    PROGRAM: `${packed('synod-styles', styles)}\n${packed('synod-program', program)}\n<script>${start}</script>`,
  };
  return beside('template.html').replaceAll(/<!-- %([A-Z]+)% -->/g, (_, name: string) => parts[name]!);
}

/** Only these scripts run, and nothing is loaded: what stands in the page, and what it has made itself (blobs, pictures as data). */
function policy(scripts: readonly string[]): string {
  const hashes = scripts.map((s) => `'sha256-${createHash('sha256').update(s).digest('base64')}'`);
  return [
    "default-src 'none'",
    `script-src ${hashes.join(' ')}`,
    'worker-src blob:',
    "style-src 'unsafe-inline'",
    'font-src data:',
    'img-src data: blob:',
    'media-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

const packed = (id: string, text: string): string =>
  `<script type="text/plain" id="${id}">${gzipSync(text, { level: 9 }).toString('base64')}</script>`;

async function buildParts(): Promise<{ readonly program: string; readonly styles: string }> {
  // The development server has named another kind of build; the page is for others in any case.
  const { NODE_ENV } = process.env;
  process.env['NODE_ENV'] = 'production';
  try {
    return partsOf(await buildOnce());
  } finally {
    if (NODE_ENV === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = NODE_ENV;
  }
}

const buildOnce = (): ReturnType<typeof build> =>
  build({
    root: ROOT,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    plugins: [react()],
    worker: { format: 'iife' },
    build: {
      target: 'es2023',
      write: false,
      assetsInlineLimit: Number.MAX_SAFE_INTEGER,
      cssCodeSplit: false,
      modulePreload: false,
      rolldownOptions: { input: `${ROOT}src/app/alone.tsx`, output: { format: 'iife', codeSplitting: false } },
    },
  });

function partsOf(built: Awaited<ReturnType<typeof build>>): { readonly program: string; readonly styles: string } {
  const outputs = [built].flat().flatMap((b) => ('output' in b ? b.output : []));
  const programs = outputs.flatMap((o) => (o.type === 'chunk' ? [o.code] : []));
  const styles = outputs.flatMap((o) => (o.type === 'asset' && o.fileName.endsWith('.css') ? [String(o.source)] : []));
  if (outputs.length !== 2 || programs.length !== 1 || styles.length !== 1)
    throw new Error(`The stand-alone page is one script and one sheet of styles; found ${outputs.map((o) => o.fileName).join(', ')}.`);
  return { program: programs[0]!, styles: styles[0]! };
}
