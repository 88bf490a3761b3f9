// What clients are told: I9 (an answered command is chosen, and stays so through every crash) and the second half of I8 (the answer is the
// one effect's result). It sees replies as they leave, the choices, and the disks.
import type { EventNumber, NodeId, SessionId, Slot } from '../../base/units.ts';
import { printBallot } from '../../paxos/ballot.ts';
import { printEntry, type Entry, type OperationResult } from '../../paxos/entry.ts';
import type { Reply } from '../../paxos/messages.ts';
import type { SimNode } from '../sim-node.ts';
import type { Applied } from './applied.ts';
import type { Choices } from './choices.ts';
import { whatIsOn } from './promises.ts';
import { atEvent, codeOf, finding, printCommand, printNodes, printResult, type Finding, type Tried } from './wording.ts';

/** A session's last command that is chosen. A value. */
interface ChosenCommand {
  readonly sequence: number;
  readonly slot: Slot;
}

/** A session's last answer. A value. */
interface Answer {
  readonly sequence: number;
  readonly slot: Slot;
  readonly event: EventNumber;
}

/** Owned; copy with `clone()`. */
export class Answers {
  private chosen = new Map<SessionId, ChosenCommand>();
  private answered = new Map<SessionId, Answer>();

  /** A slot is chosen: its commands may be answered. */
  onChosen(entry: Entry, slot: Slot): void {
    if (entry.type !== 'commands') return;
    for (const { session, sequence } of entry.commands) {
      const known = this.chosen.get(session);
      if (known === undefined || known.sequence < sequence) this.chosen.set(session, { sequence, slot });
    }
  }

  /** I9, I8: a reply leaves. */
  onReply(node: NodeId, m: Reply, event: EventNumber, applied: Applied, tried: Tried): Finding | null {
    tried.I9!++;
    const c = this.chosen.get(m.session);
    if (c === undefined || c.sequence < m.sequence) return notChosen(node, m, event, c);
    if (c.sequence === m.sequence) this.answered.set(m.session, { sequence: m.sequence, slot: c.slot, event });
    tried.I8!++;
    const e = applied.effect(m.session);
    if (e === undefined || e.sequence < m.sequence) return noEffect(node, m, event);
    return e.sequence > m.sequence || sameResult(e.result, m.result) ? null : otherResult(node, m, event, e.slot, e.result);
  }

  /** I9: after a crash, each session's last answered command is still on a majority of disks, those that were lost for good apart. */
  onCrash(
    crashed: SimNode,
    nodes: readonly SimNode[],
    harmed: (node: NodeId) => boolean,
    choices: Choices,
    event: EventNumber,
    tried: Tried,
  ): Finding | null {
    tried.I9!++;
    const disks = new Map<NodeId, ReturnType<typeof whatIsOn>>();
    const holds = (n: SimNode, slot: Slot, code: number): boolean => {
      if (!disks.has(n.id)) disks.set(n.id, whatIsOn(n.disk));
      const on = disks.get(n.id)!;
      return harmed(n.id) || slot <= on.covered || (on.votes.get(slot) ?? 0) >= code;
    };
    for (const [session, answer] of this.answered) {
      const c = choices.get(answer.slot);
      // What the crashed disk still holds it has not lost; the other disks are as they were.
      if (c === undefined || c.event < 0 || holds(crashed, answer.slot, codeOf(c.ballot))) continue;
      const keeps = nodes.filter((n) => holds(n, answer.slot, codeOf(c.ballot)));
      if (
        choices.memberships().isQuorum(
          answer.slot,
          keeps.reduce((bits, n) => bits | (1 << n.id), 0),
        ) ||
        isCovered(keeps, disks, answer.slot)
      )
        continue;
      const name = printCommand(session, answer.sequence);
      const says = `${name} was answered, and is not chosen any more.`;
      const first = `${atEvent(answer.event)} ${name} was answered: slot ${answer.slot} was chosen in ballot ${printBallot(c.ballot)}, for ${printEntry(c.entry)}.`;
      return finding(
        'I9',
        nodes.map((n) => n.id),
        answer.slot,
        says,
        first,
        `${atEvent(event)} only the disks of ${printNodes(keeps.map((n) => n.id))} hold a vote for it.`,
      );
    }
    return null;
  }

  clone(): Answers {
    const copy = new Answers();
    copy.chosen = new Map(this.chosen);
    copy.answered = new Map(this.answered);
    return copy;
  }
}

// Once a checkpoint covers the slot, whoever installs it knows that it is chosen: members that came later have no votes there.
const isCovered = (nodes: readonly SimNode[], disks: ReadonlyMap<NodeId, ReturnType<typeof whatIsOn>>, slot: Slot): boolean =>
  nodes.some((n) => (disks.get(n.id)?.covered ?? 0) >= slot);

const sameResult = (a: OperationResult, b: OperationResult): boolean =>
  a === b || (a.version === b.version && a.value === b.value && a.ok === b.ok);

const replyFact = (node: NodeId, m: Reply, event: EventNumber): string =>
  `${atEvent(event)} n${node} answers ${printCommand(m.session, m.sequence)} with ${printResult(m.result)}.`;

function notChosen(node: NodeId, m: Reply, event: EventNumber, c: ChosenCommand | undefined): Finding {
  const name = printCommand(m.session, m.sequence);
  const known =
    c === undefined
      ? 'No command of that session is chosen in any slot.'
      : `The last command of that session that is chosen is number ${c.sequence}, in slot ${c.slot}.`;
  return finding('I9', [node], null, `${name} is answered, and is not chosen.`, replyFact(node, m, event), known);
}

function noEffect(node: NodeId, m: Reply, event: EventNumber): Finding {
  const name = printCommand(m.session, m.sequence);
  return finding(
    'I8',
    [node],
    null,
    `${name} is answered, and took effect nowhere.`,
    replyFact(node, m, event),
    `No node has applied ${name}.`,
  );
}

function otherResult(node: NodeId, m: Reply, event: EventNumber, slot: Slot, result: OperationResult): Finding {
  const name = printCommand(m.session, m.sequence);
  return finding(
    'I8',
    [node],
    slot,
    `${name} is answered with a result that it did not have.`,
    replyFact(node, m, event),
    `In slot ${slot} it took effect with ${printResult(result)}.`,
  );
}
