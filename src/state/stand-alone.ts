// The run as a stand-alone page: the template lies beside the app's page and is fetched when it is asked for; a stand-alone page is its own.
import type { EventNumber } from '../base/units.ts';
import { fillPage, TEMPLATE_NAME } from '../trace/stand-alone.ts';
import { alone } from './alone.ts';

export interface StandAloneOptions {
  /** The moment at which the page opens and stands still; null: it opens at the start, and plays. */
  readonly event?: EventNumber | null;
  /** It opens with stage and time only, for slides. */
  readonly embed?: boolean;
}

/** One HTML file that plays the trace anywhere, from a file as well. @throws with a sentence where the template cannot be had */
export async function makeStandAlone(trace: string, title: string, options: StandAloneOptions = {}): Promise<Blob> {
  const template = alone?.source ?? (await fetchTemplate());
  const filled = fillPage(template, { trace, title, event: options.event ?? null, embed: options.embed ?? false });
  if (!filled.ok) throw new Error(filled.error);
  return new Blob([filled.value], { type: 'text/html;charset=utf-8' });
}

async function fetchTemplate(): Promise<string> {
  const address = new URL(TEMPLATE_NAME, document.baseURI);
  let response: Response;
  try {
    response = await fetch(address);
  } catch {
    throw new Error(`The template ${TEMPLATE_NAME} could not be loaded from where this page came from; expected to reach it there.`);
  }
  if (!response.ok) throw new Error(`The template ${TEMPLATE_NAME} is not beside this page: the server answered ${response.status}.`);
  return response.text();
}
