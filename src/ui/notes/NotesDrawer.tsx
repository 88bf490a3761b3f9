// What is written about the run: its title, who made it, notes; and its bookmarks. All of it is kept with the run and saved with it.
import { useState } from 'react';
import { Bookmark, BookmarkPlus, ChevronLeft, ChevronRight, Pencil, Trash2 } from 'lucide-react';
import { bookmarkAfter, bookmarksElsewhere, bookmarksOnWay } from '../../state/bookmarks-on-way.ts';
import { bookmarkHere, edit, goToBookmark, keepAbout, removeBookmark, walkBookmarks } from '../../state/bookmarks.ts';
import { useSaid } from '../../state/said.ts';
import type { BookmarkFrame, RunFrame } from '../../worker/protocol.ts';
import { Button, IconButton } from '../kit/Button.tsx';
import { EmptyState } from '../kit/EmptyState.tsx';
import { TextArea, TextField } from '../kit/Field.tsx';
import { Section } from '../kit/Panel.tsx';
import { formatCount, formatTime } from '../kit/format.ts';
import { useTyped } from './use-typed.ts';
import './notes.css';

export function NotesDrawer() {
  const run = useSaid((s) => s.run);
  if (run === null) return null;
  return (
    <>
      {/* By session: another run's words never land in this one. */}
      <About key={run.session} run={run} />
      <Bookmarks run={run} />
    </>
  );
}

function About({ run }: { readonly run: RunFrame }) {
  const [typed, setTyped] = useState({ title: run.title, author: run.author, notes: run.notes });
  const { session, readOnly } = run;
  const keepNow = useTyped(typed, ({ title, author, notes }) => {
    const now = useSaid.getState().run;
    if (now !== null && now.session === session && !readOnly) void keepAbout(now, title, author, notes);
  });
  const field = (name: keyof typeof typed) => ({
    value: typed[name],
    readOnly,
    onBlur: keepNow,
    onChange: (e: { readonly currentTarget: { readonly value: string } }) => {
      const { value } = e.currentTarget;
      setTyped((t) => ({ ...t, [name]: value }));
    },
  });
  return (
    <Section
      title="About this run"
      note={readOnly ? 'read-only in this tab' : run.storage.kind === 'memory' ? 'in memory only, until you save' : 'kept as you type'}
    >
      <TextField label="Title" maxLength={200} {...field('title')} />
      <TextField label="Author" maxLength={200} placeholder="Who prepared it, or hands it in" {...field('author')} />
      <TextArea label="Notes" rows={3} maxLength={20_000} placeholder="What it shows, what to ask, what was found" {...field('notes')} />
    </Section>
  );
}

function Bookmarks({ run }: { readonly run: RunFrame }) {
  const here = bookmarksOnWay(run);
  const elsewhere = bookmarksElsewhere(run);
  const names = new Map(run.branches.map((b) => [b.id, b.name]));
  return (
    <Section title="Bookmarks" note={run.bookmarks.length === 0 ? undefined : formatCount(run.bookmarks.length)}>
      {run.bookmarks.length === 0 ? <NoBookmarks readOnly={run.readOnly} /> : <Walk run={run} />}
      {here.length > 0 && <BookmarkList bookmarks={here} readOnly={run.readOnly} label="Bookmarks of the branch that is shown" />}
      {elsewhere.length > 0 && (
        <>
          <p className="notes-group">On other branches</p>
          <BookmarkList bookmarks={elsewhere} readOnly={run.readOnly} label="Bookmarks of other branches" names={names} />
        </>
      )}
    </Section>
  );
}

function NoBookmarks({ readOnly }: { readonly readOnly: boolean }) {
  return (
    <EmptyState
      icon={Bookmark}
      title="No bookmarks yet"
      text="A bookmark names a moment and says what to see there. Whoever opens the run walks from one to the next."
      action={
        <Button icon={BookmarkPlus} keys="bookmark" disabled={readOnly} onClick={() => void bookmarkHere()}>
          Bookmark this moment
        </Button>
      }
    />
  );
}

function Walk({ run }: { readonly run: RunFrame }) {
  const event = useSaid((s) => s.frame?.event ?? 0);
  return (
    <div className="notes-walk">
      <Button
        icon={BookmarkPlus}
        keys="bookmark"
        tooltip="A bookmark at the moment that is shown"
        disabled={run.readOnly}
        onClick={() => void bookmarkHere()}
      >
        Add
      </Button>
      <span className="notes-space" />
      <IconButton
        icon={ChevronLeft}
        label="Back to the bookmark before"
        keys="bookmarkBack"
        disabled={bookmarkAfter(run, event, -1) === undefined}
        onClick={() => void walkBookmarks(-1)}
      />
      <IconButton
        icon={ChevronRight}
        label="On to the next bookmark"
        keys="bookmarkNext"
        disabled={bookmarkAfter(run, event, 1) === undefined}
        onClick={() => void walkBookmarks(1)}
      />
    </div>
  );
}

interface ListProps {
  readonly bookmarks: readonly BookmarkFrame[];
  readonly readOnly: boolean;
  readonly label: string;
  /** Of branches, where they are to be named. */
  readonly names?: ReadonlyMap<number, string>;
}

function BookmarkList({ bookmarks, readOnly, label, names }: ListProps) {
  const event = useSaid((s) => (names === undefined ? s.frame?.event : undefined));
  return (
    <ol className="notes-list" aria-label={label}>
      {bookmarks.map((b) => (
        <li key={`${b.branch} ${b.event}`} className="notes-item" data-shown={b.event === event || undefined}>
          <button type="button" className="notes-go" aria-current={b.event === event || undefined} onClick={() => void goToBookmark(b)}>
            <span className="notes-title">{b.title}</span>
            <span className="notes-when">
              {formatTime(b.at)} ms · event {formatCount(b.event)}
              {names !== undefined && ` · ${names.get(b.branch) ?? ''}`}
            </span>
            {b.text !== '' && <span className="notes-text">{b.text}</span>}
          </button>
          {!readOnly && (
            <span className="notes-acts">
              <IconButton icon={Pencil} label={`Edit “${b.title}”`} tooltip="Edit" look="quiet" size="sm" onClick={() => edit(b)} />
              <IconButton
                icon={Trash2}
                label={`Remove “${b.title}”`}
                tooltip="Remove"
                look="quiet"
                size="sm"
                onClick={() => void removeBookmark(b)}
              />
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}
