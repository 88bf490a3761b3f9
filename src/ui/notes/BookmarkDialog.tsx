// The words of one bookmark. It is there already, and what is typed is kept as it is typed: closing the dialog loses nothing.
import { useState } from 'react';
import { Trash2 } from 'lucide-react';
import { keepBookmark, removeBookmark, useEdited } from '../../state/bookmarks.ts';
import { closeDialog } from '../../state/choices.ts';
import { useSaid } from '../../state/said.ts';
import type { BookmarkFrame } from '../../worker/protocol.ts';
import { Button } from '../kit/Button.tsx';
import { Dialog } from '../kit/Dialog.tsx';
import { TextArea, TextField } from '../kit/Field.tsx';
import { formatCount, formatTime } from '../kit/format.ts';
import { useTyped } from './use-typed.ts';

const find = (branch: number, event: number): BookmarkFrame | undefined =>
  useSaid.getState().run?.bookmarks.find((b) => b.branch === branch && b.event === event);

export function BookmarkDialog() {
  const place = useEdited((e) => e.place);
  const there = useSaid((s) => s.run?.bookmarks.find((b) => b.branch === place?.branch && b.event === place.event));
  return there === undefined ? null : <Words key={`${there.branch} ${there.event}`} bookmark={there} />;
}

function Words({ bookmark }: { readonly bookmark: BookmarkFrame }) {
  const { branch, event, at } = bookmark;
  const [typed, setTyped] = useState({ title: bookmark.title, text: bookmark.text });
  const keepNow = useTyped(typed, ({ title, text }) => {
    const now = find(branch, event);
    if (now !== undefined) void keepBookmark(now, title, text);
  });
  const done = (): void => {
    keepNow();
    closeDialog();
  };
  return (
    <Dialog
      open
      onClose={done}
      title="Bookmark"
      text={`At ${formatTime(at)} ms, event ${formatCount(event)}. What is written here is shown whenever this moment is, and is saved with the run.`}
      actions={
        <>
          <Button icon={Trash2} look="danger" onClick={() => void removeBookmark(bookmark)}>
            Remove it
          </Button>
          <Button look="primary" onClick={done}>
            Done
          </Button>
        </>
      }
    >
      <TextField
        label="Title"
        maxLength={120}
        value={typed.title}
        data-first
        onFocus={(e) => e.currentTarget.select()}
        onChange={(e) => setTyped({ ...typed, title: e.target.value })}
        onKeyDown={(e) => {
          if (e.key === 'Enter') done();
        }}
      />
      <TextArea
        label="Text"
        rows={5}
        maxLength={2_000}
        placeholder="What to see here, or what to ask"
        value={typed.text}
        onChange={(e) => setTyped({ ...typed, text: e.target.value })}
        onKeyDown={(e) => {
          if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) done();
        }}
      />
    </Dialog>
  );
}
