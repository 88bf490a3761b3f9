import { describe, expect, it } from 'vitest';
import { fillPage, type PageRun } from './stand-alone.ts';

const TEMPLATE = `<!doctype html><html><head><title>Synod</title></head><body>
<script type="application/x-ndjson" id="synod-run"></script><script>code()</script></body></html>`;

const HOSTILE = '</script><script>bad()</script><!-- <script> $& $1 </title>';

const run = (some: Partial<PageRun> = {}): PageRun => ({ trace: '{"a":1}\n', title: 'T', event: null, embed: false, ...some });

const fill = (template: string, some?: Partial<PageRun>): string => {
  const filled = fillPage(template, run(some));
  if (!filled.ok) throw new Error(filled.error);
  return filled.value;
};

const traceIn = (page: string): string => /id="synod-run"[^>]*>([\s\S]*?)<\/script>/.exec(page)![1]!;

describe('the stand-alone page', () => {
  it('holds the trace, the title, and how it opens', () => {
    const page = fill(TEMPLATE, { event: 12, embed: true });
    expect(page).toContain('<title>T · Synod</title>');
    expect(page).toContain('id="synod-run" data-event="12" data-embed="">{"a":1}\n</script>');
  });

  it('keeps hostile text a text, and the trace means the same', () => {
    const trace = `${JSON.stringify({ title: HOSTILE })}\n`;
    const page = fill(TEMPLATE, { trace, title: HOSTILE });
    expect(page.match(/<\/?script/g)).toHaveLength(4);
    expect(page.match(/<\/title>/g)).toHaveLength(1);
    expect(page).not.toContain('<!--');
    expect(JSON.parse(traceIn(page))).toEqual({ title: HOSTILE });
  });

  it('takes another run in the place of the one that it holds', () => {
    const first = fill(TEMPLATE, { trace: `${JSON.stringify({ title: HOSTILE })}\n`, title: HOSTILE, event: 3, embed: true });
    expect(fill(first, { title: 'Other' })).toBe(fill(TEMPLATE, { title: 'Other' }));
  });

  it('refuses what is no template', () => {
    expect(fillPage('<!doctype html><title>Not found</title>', run())).toMatchObject({
      ok: false,
      error: expect.stringContaining('synod-run'),
    });
  });
});
