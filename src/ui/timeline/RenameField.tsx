// A branch's name while it is changed: Enter and leaving the field keep it, Escape does not.
import { useState, type KeyboardEvent } from 'react';
import './timeline.css';

const MAX_NAME = 60;

export function RenameField({ name, onDone }: { readonly name: string; readonly onDone: (name: string | null) => void }) {
  const [text, setText] = useState(name);
  const done = (): void => onDone(text.trim() === '' || text.trim() === name ? null : text.trim());
  const onKey = (event: KeyboardEvent): void => {
    // Where it stands in a tree or a dialog, they have keys of their own.
    event.stopPropagation();
    if (event.key === 'Enter') done();
    if (event.key === 'Escape') onDone(null);
  };
  return (
    <input
      className="branch-rename"
      aria-label={`New name of the branch “${name}”`}
      value={text}
      maxLength={MAX_NAME}
      ref={(input) => input?.focus()}
      onFocus={(e) => e.currentTarget.select()}
      onChange={(e) => setText(e.target.value)}
      onKeyDown={onKey}
      onBlur={done}
    />
  );
}
