// Raft beside it: a table of what this run has measured, and of what Raft does by its paper. A table in the markup at every width; on a narrow page
// its rows stand as cards, by style alone, and keep their roles.
import { closeDialog } from '../../state/choices.ts';
import { useSaid } from '../../state/said.ts';
import { Dialog } from '../kit/Dialog.tsx';
import { formatCount, formatTime } from '../kit/format.ts';
import { measuredOf, type Measured } from './measured.ts';
import { TOPICS, type Topic } from './paper.ts';
import './raft.css';

export function RaftDialog() {
  const frame = useSaid((s) => s.frame);
  return (
    <Dialog
      open
      onClose={closeDialog}
      title="Raft beside it"
      width="wide"
      text="Under a stable leader both take one round trip for a command, and an election takes one round in both. They differ in who may lead and in how logs are repaired."
    >
      {frame === null ? (
        <p>The run is being opened.</p>
      ) : (
        <>
          <p className="raft-when">
            Measured in this run, up to the moment shown: {formatTime(frame.at)} ms, event {formatCount(frame.event)}.
          </p>
          <Table measured={measuredOf(frame)} />
          <p className="raft-source">
            Raft by Ongaro and Ousterhout, <cite>In Search of an Understandable Consensus Algorithm</cite>, 2014, extended version. Rules
            such as L3 are those of this laboratory’s own list.
          </p>
        </>
      )}
    </Dialog>
  );
}

function Table({ measured }: { readonly measured: ReturnType<typeof measuredOf> }) {
  return (
    <table className="raft" role="table">
      <caption className="unseen">Multi-Paxos, measured in this run, and Raft, by its paper</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col" role="columnheader">
            What
          </th>
          <th scope="col" role="columnheader">
            Multi-Paxos, measured here
          </th>
          <th scope="col" role="columnheader">
            Raft, by its paper
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {TOPICS.map((topic) => (
          <Row key={topic.name} topic={topic} measured={measured[topic.name]} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ topic, measured: { figure, says } }: { readonly topic: Topic; readonly measured: Measured }) {
  return (
    <tr role="row" data-topic={topic.name}>
      <th scope="row" role="rowheader">
        {topic.title}
      </th>
      <td role="cell" data-column="Multi-Paxos, measured here">
        <p className="raft-figure" data-seen={figure !== null || undefined}>
          {figure === null ? <b>Not seen yet. </b> : <b>{figure} </b>}
          <span>{says}</span>
        </p>
        <p className="raft-rule">{topic.here}</p>
      </td>
      <td role="cell" data-column="Raft, by its paper">
        <p>{topic.raft}</p>
        <p className="raft-rule">{topic.source}</p>
      </td>
    </tr>
  );
}
