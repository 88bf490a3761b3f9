// The stand-alone page as a text: the template that the build makes (one HTML file with the whole laboratory in it) and a run’s trace put into it.
// A trace is JSON, where `<` can only stand in a text: written as \u003c it means the same to a reader of traces, and nothing to a reader of HTML.
import type { EventNumber } from '../base/units.ts';
import { ok, refuse, type Result } from '../base/result.ts';

/** The file’s name, beside the app’s own page. */
export const TEMPLATE_NAME = 'stand-alone.html';
/** The element that holds the trace. */
export const RUN_ELEMENT = 'synod-run';
export const MAX_PAGE_BYTES = 1_500_000;

/** What is put into the page. */
export interface PageRun {
  /** A trace file’s text. */
  readonly trace: string;
  readonly title: string;
  /** The moment at which it opens and stands still; null: it opens at the start, and plays. */
  readonly event: EventNumber | null;
  /** It opens with stage and time only, for slides. */
  readonly embed: boolean;
}

const RUN_BEGINS = `<script type="application/x-ndjson" id="${RUN_ELEMENT}"`;
const RUN_ENDS = '</script>';
const TITLE_BEGINS = '<title>';
const TITLE_ENDS = '</title>';

/** The template with the run in it. A page that holds a run already gets the other one in its place. */
export function fillPage(template: string, run: PageRun): Result<string> {
  const titled = replaceBetween(template, TITLE_BEGINS, TITLE_ENDS, escapeText(run.title === '' ? 'Synod' : `${run.title} · Synod`));
  const filled = titled === null ? null : replaceBetween(titled, RUN_BEGINS, RUN_ENDS, `${attributesOf(run)}>${escapeTrace(run.trace)}`);
  return filled === null
    ? refuse(
        `What should be the template of the stand-alone page is another page; expected one with a title and an element ${RUN_ELEMENT}.`,
      )
    : ok(filled);
}

/** Everything else in the page stands before or after; what was between the two marks goes. */
function replaceBetween(page: string, begins: string, ends: string, by: string): string | null {
  const from = page.indexOf(begins);
  const to = from < 0 ? -1 : page.indexOf(ends, from);
  return to < 0 ? null : page.slice(0, from + begins.length) + by + page.slice(to);
}

function attributesOf({ event, embed }: PageRun): string {
  return `${event === null ? '' : ` data-event="${event}"`}${embed ? ' data-embed=""' : ''}`;
}

const escapeTrace = (trace: string): string => trace.replaceAll('<', '\\u003c');

const escapeText = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
