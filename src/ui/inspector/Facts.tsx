// Names and values, aligned; a value may be a ballot or a node in its colour.
import type { ReactNode } from 'react';
import type { BallotFrame } from '../../view/frame.ts';

export type Fact = readonly [name: ReactNode, value: ReactNode];

/** `short`: names of a few characters. */
export function Facts({ facts, short = false }: { readonly facts: readonly Fact[]; readonly short?: boolean }) {
  return (
    <dl className="inspector-facts" data-short={short || undefined}>
      {facts.map(([name, value], i) => (
        <div key={i}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A ballot in its owner's colour. */
export function Ballot({ of: ballot, none = 'none' }: { readonly of: BallotFrame | null; readonly none?: string }) {
  if (ballot === null) return <span className="inspector-none">{none}</span>;
  return (
    <b className="mono inspector-hue" data-node={ballot.node}>
      {ballot.text}
    </b>
  );
}

export function NodeName({ id }: { readonly id: number }) {
  return (
    <b className="inspector-hue" data-node={id}>
      n{id}
    </b>
  );
}

/** One sentence that matters most now. */
export function Lead({ tone = 'plain', children }: { readonly tone?: 'plain' | 'warn' | 'bad'; readonly children: ReactNode }) {
  return (
    <p className="inspector-lead" data-tone={tone}>
      {children}
    </p>
  );
}
