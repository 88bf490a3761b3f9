// The run as something else: pictures, a film, a page, or a text for another tool. What is exported, how, how far it is, and what came of it.
import { useDeferredValue, useMemo, useState } from 'react';
import { closeDialog, useChoices } from '../../state/choices.ts';
import { changeExport, startExport, startOnPage, useExporting } from '../../state/exporting.ts';
import { latestFrame, virtualNow } from '../../state/frame-source.ts';
import { useSaid } from '../../state/said.ts';
import type { Frame } from '../../view/frame.ts';
import { pictureOf } from '../../view/picture/draw-picture.ts';
import { Button } from '../kit/Button.tsx';
import { Switch } from '../kit/Choose.tsx';
import { Dialog } from '../kit/Dialog.tsx';
import { NumberField } from '../kit/Field.tsx';
import { Segmented } from '../kit/Segmented.tsx';
import { useLayoutMode } from '../shell/layout-mode.ts';
import { jobOf, makePage, type Chosen } from './ask-job.ts';
import { FilmFields } from './FilmFields.tsx';
import { FormatList, FormatSelect } from './FormatList.tsx';
import { ALL_FORMATS, FILM_SPEEDS, FROM_THE_START, nearestOf, PICTURES } from './formats.ts';
import { ThemeAndLog, VectorOrPixels } from './LookFields.tsx';
import { PicturePreview } from './PicturePreview.tsx';
import { CancelButton, Progress } from './Progress.tsx';
import { rangeBefore, wholeRun, type EventRange } from './range.ts';
import { RangeFields, useTimes } from './RangeFields.tsx';
import './export.css';

export function ExportDialog() {
  const [shown] = useState(() => ({ frame: latestFrame(), t: virtualNow(), logFromStart: useChoices.getState().logFirst !== null }));
  if (shown.frame === null)
    return (
      <Dialog
        open
        onClose={closeDialog}
        title="Export"
        text="There is no run yet. The cluster is starting; open this again when it is there."
      />
    );
  return <Whole {...shown} frame={shown.frame} />;
}

const pageTheme = (): 'light' | 'dark' => (document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light');

function Whole({ frame, t, logFromStart }: Pick<Chosen, 't' | 'logFromStart'> & { readonly frame: Frame }) {
  const ask = useExporting((s) => s.ask);
  const working = useExporting((s) => s.now.stage === 'working');
  const title = useSaid((s) => s.run?.title ?? '');
  const tip = useSaid((s) => s.run?.tipEvent ?? frame.event);
  const speed = useSaid((s) => s.speed);
  const [stretch, setStretch] = useState<EventRange>(() => rangeBefore(frame.event));
  const [all, setAll] = useState<EventRange>(() => wholeRun(tip));
  const fromStart = FROM_THE_START.has(ask.format);
  const chosen: Chosen = {
    ask,
    range: fromStart ? all : stretch,
    theme: ask.theme ?? pageTheme(),
    speed: ask.speed ?? nearestOf(FILM_SPEEDS, speed),
    frame,
    t,
    logFromStart,
  };
  const phone = useLayoutMode() === 'phone';
  const job = jobOf(chosen);
  const start = (): void => void (job === null ? startOnPage(() => makePage(chosen, title)) : startExport(job));
  return (
    <Dialog
      open
      onClose={closeDialog}
      title="Export"
      width="wide"
      actions={
        <>
          <Progress />
          {working ? (
            <CancelButton />
          ) : (
            <Button look="primary" onClick={start}>
              Export
            </Button>
          )}
        </>
      }
    >
      <div className="export" data-phone={phone || undefined}>
        {phone ? <FormatSelect /> : <FormatList />}
        <section className="export-options" aria-label="How">
          <p className="export-sentence">{ALL_FORMATS.find((f) => f.id === ask.format)?.sentence}</p>
          <Options chosen={chosen} title={title} tip={tip} fromStart={fromStart} onRange={fromStart ? setAll : setStretch} />
        </section>
      </div>
    </Dialog>
  );
}

interface OptionsProps {
  readonly chosen: Chosen;
  readonly title: string;
  readonly tip: number;
  readonly fromStart: boolean;
  readonly onRange: (range: EventRange) => void;
}

function Options({ chosen, title, tip, fromStart, onRange }: OptionsProps) {
  const { ask, range, frame, theme } = chosen;
  const fields = <RangeFields range={range} shown={frame.event} tip={tip} both={!fromStart} onChange={onRange} />;
  if (ask.format === 'page') return <PageFields />;
  if (!PICTURES.has(ask.format))
    return (
      <>
        {fields}
        {ask.format === 'csv' && <StretchField />}
      </>
    );
  return (
    <>
      {ask.format !== 'picture' && fields}
      {ask.format === 'slides' && <MessagesField />}
      {ask.format === 'film' ? <Film chosen={chosen} /> : <VectorOrPixels />}
      <ThemeAndLog theme={theme} />
      <Preview chosen={chosen} title={title} />
    </>
  );
}

const Film = ({ chosen }: { readonly chosen: Chosen }) => <FilmFields speed={chosen.speed} times={useTimes(chosen.range)} />;

/** Drawn after everything else: choices must not wait for it. */
function Preview({ chosen: { ask, theme, frame, t, logFromStart }, title }: { readonly chosen: Chosen; readonly title: string }) {
  const look = useMemo(() => ({ title, theme, log: ask.log, t, logFromStart }), [title, theme, ask.log, t, logFromStart]);
  const later = useDeferredValue<typeof look | null>(look, null);
  const picture = useMemo(() => (later === null ? null : pictureOf(frame, later)), [frame, later]);
  return picture === null ? <div className="export-preview" /> : <PicturePreview picture={picture} />;
}

function MessagesField() {
  const messages = useExporting((s) => s.ask.messages);
  return (
    <Segmented
      label="A picture for"
      value={messages}
      options={[
        { value: 'arrive', label: 'each that arrives' },
        { value: 'all', label: 'each sent, arrived or lost' },
      ]}
      sentence="Heartbeats are left out. The pictures are counted first: at most 1,000 as SVG, 300 as PNG."
      onChange={(m) => changeExport({ messages: m })}
    />
  );
}

function StretchField() {
  const every = useExporting((s) => s.ask.every);
  return (
    <NumberField
      label="A row for every"
      value={every / 1000}
      min={1}
      max={60_000}
      unit="ms"
      sentence="Of virtual time."
      onCommit={(millis) => changeExport({ every: millis * 1000 })}
    />
  );
}

function PageFields() {
  const { opensAt, embed } = useExporting((s) => s.ask);
  return (
    <>
      <Segmented
        label="It opens"
        value={opensAt}
        options={[
          { value: 'shown', label: 'at the moment shown' },
          { value: 'start', label: 'at the start, playing' },
        ]}
        onChange={(at) => changeExport({ opensAt: at })}
      />
      <Switch
        label="Stage and time only"
        checked={embed}
        sentence="For a slide or a frame in another page: no panels, no menus."
        onChange={(on) => changeExport({ embed: on })}
      />
    </>
  );
}
