// The picture as it will be, drawn from the same marks as the file.
import { useId } from 'react';
import type { Mark, PathMark, TextMark } from '../../view/picture/marks.ts';
import { FONT, MONO, type SvgFile } from '../../view/picture/to-svg.ts';

export function PicturePreview({ picture }: { readonly picture: SvgFile }) {
  const id = useId();
  return (
    <svg className="export-preview" viewBox={`0 0 ${picture.width} ${picture.height}`} role="img" aria-labelledby={id} fontFamily={FONT}>
      <title id={id}>{picture.title}</title>
      <Marks marks={picture.marks} />
    </svg>
  );
}

// Marks have no names: their order is all that tells them apart, and the whole is drawn anew when anything changes.
const Marks = ({ marks }: { readonly marks: readonly Mark[] }) => marks.map((mark, i) => <OneMark key={i} mark={mark} />);

function OneMark({ mark }: { readonly mark: Mark }) {
  if (mark.kind === 'path') return <Path mark={mark} />;
  if (mark.kind === 'text') return <Words mark={mark} />;
  return (
    <g transform={`translate(${mark.x} ${mark.y})`} opacity={mark.opacity}>
      <Marks marks={mark.marks} />
    </g>
  );
}

const Path = ({ mark }: { readonly mark: PathMark }) => (
  <path
    d={mark.d}
    fill={mark.fill ?? 'none'}
    stroke={mark.stroke}
    strokeWidth={mark.width}
    strokeDasharray={mark.dash?.join(' ')}
    strokeLinecap={mark.round === true ? 'round' : undefined}
    strokeLinejoin={mark.round === true ? 'round' : undefined}
    opacity={mark.opacity}
  />
);

const Words = ({ mark }: { readonly mark: TextMark }) => (
  <text
    x={mark.x}
    y={mark.y}
    fontSize={mark.size}
    fontWeight={mark.weight ?? 400}
    fontFamily={mark.mono === true ? MONO : undefined}
    textAnchor={mark.anchor}
    fill={mark.fill}
    stroke={mark.halo}
    strokeWidth={mark.halo === undefined ? undefined : mark.size * 0.36}
    strokeLinejoin="round"
    paintOrder="stroke"
  >
    {mark.text}
  </text>
);
