// Values of the protocol as an outside program reads them (EVENTS.md): ballots as `3.n2`, nodes and clients by their names, digests as the 14
// digits that a trace file has. The form is the same wherever a value stands.
import { printDigest } from '../../base/digest.ts';
import { nameOf } from '../../base/units.ts';
import { printBallot, type Ballot } from '../../paxos/ballot.ts';

/** Fields that hold a node or a client, or lists of them; 0 is nobody. */
const ADDRESSES: ReadonlySet<string> = new Set(['node', 'members', 'retired', 'leader']);
/** Of inputs, more do. */
const INPUT_ADDRESSES: ReadonlySet<string> = new Set([...ADDRESSES, 'from', 'to', 'groups']);

const isBallot = (o: object): o is Ballot => 'round' in o && 'node' in o && Object.keys(o).length === 2;

/** Any value of a message, a record or an entry. */
export const plain = (value: unknown): unknown => convert(value, '', ADDRESSES);

/** The same for an input. */
export const plainInput = (value: unknown): unknown => convert(value, '', INPUT_ADDRESSES);

function convert(value: unknown, field: string, addresses: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((v: unknown) => convert(v, field, addresses));
  if (typeof value === 'number') {
    if (field === 'digest') return printDigest(value);
    if (!addresses.has(field)) return value;
    return value === 0 ? null : nameOf(value);
  }
  if (typeof value !== 'object' || value === null) return value;
  if (isBallot(value)) return printBallot(value);
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, convert(v, k, addresses)]));
}
