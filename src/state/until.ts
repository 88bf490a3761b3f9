// Going on until something happens: a condition of the scenario language, waited for by the engine. What does not come is said; what cannot be
// read is refused with the engine's own sentence, to whoever asked.
import { nameOf, type NodeId } from '../base/units.ts';
import { crash, sentenceOf } from './actions.ts';
import { engine, EngineLost } from './engine.ts';
import { showNotice, useSaid } from './said.ts';

/** Whether it holds now, or why it cannot be read. */
export async function askWhether(condition: string): Promise<{ readonly holds: boolean; readonly refusal: string }> {
  try {
    return { holds: (await engine.request('holds', { condition })).holds, refusal: '' };
  } catch (error) {
    return { holds: false, refusal: error instanceof EngineLost ? '' : sentenceOf(error) };
  }
}

/** Goes on until the condition holds: at once, or playing at the speed that is set. Whether it did. */
export async function goOnUntil(condition: string, watch: boolean): Promise<boolean> {
  const speed = watch ? useSaid.getState().speed : null;
  try {
    const { reached } = await engine.request('run-until', { condition, speed });
    if (!reached) sayNotReached(condition);
    return reached;
  } catch (error) {
    if (!(error instanceof EngineLost)) showNotice({ id: 'until', tone: 'error', title: 'It does not go on', text: sentenceOf(error) });
    return false;
  }
}

function sayNotReached(condition: string): void {
  const { violation } = useSaid.getState().frame ?? { violation: null };
  const why =
    violation === null
      ? 'Something else has ended the waiting, or 100,000 events have passed without it.'
      : `The run stopped before it: ${violation.invariant} does not hold.`;
  showNotice({ id: 'until', tone: 'info', title: `“${condition}” did not come`, text: why });
}

/** D1–D3: goes on to the node's next write, and crashes it there, before any sync can cover what was written. */
export async function crashAtNextWrite(node: NodeId): Promise<void> {
  if (await goOnUntil(`write ${nameOf(node)}`, false)) await crash(node);
}
