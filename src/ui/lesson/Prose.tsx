// A lesson's text: paragraphs with terms and code, nothing else.
import { spansOf } from '../../lessons/index.ts';

export function Prose({ paragraphs }: { readonly paragraphs: readonly string[] }) {
  return (
    <div className="lesson-prose">
      {paragraphs.map((text) => (
        <p key={text}>
          <Spans of={text} />
        </p>
      ))}
    </div>
  );
}

export function Spans({ of }: { readonly of: string }) {
  return spansOf(of).map((s, i) => {
    if (s.kind === 'code') return <code key={i}>{s.text}</code>;
    return s.kind === 'term' ? <dfn key={i}>{s.text}</dfn> : <span key={i}>{s.text}</span>;
  });
}
