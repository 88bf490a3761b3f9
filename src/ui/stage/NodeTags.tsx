// The tags on the upper edge of a card: what its disk, its membership, its checkpoint, its processor and its lease have to say now.
import type { NodeFrame } from '../../view/frame.ts';
import type { Box, CardDetail } from '../../view/layout.ts';
import { refInto, type Scene } from './scene.ts';
import { TAG_GAP, TAG_HEIGHT, tagsOf, type Tag } from '../../view/tags.ts';

export interface NodeTagsProps {
  readonly node: NodeFrame;
  readonly box: Box;
  /** The height of the tags' text. */
  readonly unit: number;
  readonly detail: CardDetail;
  readonly scene: Scene;
}

/** In units: from the left edge of the card, and above its upper edge. */
const LEFT = 0.6;
const ABOVE = 1;

export function NodeTags({ node, box, unit, detail, scene }: NodeTagsProps) {
  const tags = tagsOf(node, detail, box.w / unit - 2 * LEFT);
  const lefts = tags.map((_, i) => tags.slice(0, i).reduce((x, t) => x + t.width + TAG_GAP, LEFT));
  const [left, top] = [box.x - box.w / 2, box.y - box.h / 2 - ABOVE * unit];
  return tags.map((t, i) => (
    <g
      key={t.key}
      className="stage-tag"
      style={{ fontSize: `${unit}px` }}
      data-tone={t.tone}
      data-tag-of={node.id}
      transform={`translate(${left + lefts[i]! * unit} ${top})`}
    >
      <title>{t.says}</title>
      <rect className="stage-tag-ground" width={t.width * unit} height={TAG_HEIGHT * unit} rx={(TAG_HEIGHT * unit) / 2} />
      {t.key === 'checkpoint' && <Progress node={node.id} width={t.width * unit} unit={unit} scene={scene} />}
      <Words tag={t} node={node.id} unit={unit} moves={t.moves === true} scene={scene} />
    </g>
  ));
}

/** How much of the checkpoint is serialised: its width is painted. */
function Progress({
  node,
  width,
  unit,
  scene,
}: {
  readonly node: number;
  readonly width: number;
  readonly unit: number;
  readonly scene: Scene;
}) {
  const inset = 0.6 * unit;
  return (
    <g transform={`translate(${inset} ${(TAG_HEIGHT - 0.26) * unit})`}>
      <rect
        ref={refInto(scene.checkpoints, node)}
        className="stage-tag-progress"
        width={width - 2 * inset}
        height={0.2 * unit}
        transform="scale(0 1)"
      />
    </g>
  );
}

interface WordsProps {
  readonly tag: Tag;
  readonly node: number;
  readonly unit: number;
  /** Its text is the painter's. */
  readonly moves: boolean;
  readonly scene: Scene;
}

function Words({ tag, node, unit, moves, scene }: WordsProps) {
  const x = (tag.width * unit) / 2;
  const y = TAG_HEIGHT * unit * 0.72;
  if (!moves)
    return (
      <text x={x} y={y}>
        {tag.text}
      </text>
    );
  return <text x={x} y={y} ref={refInto(scene.leases, node)} />;
}
