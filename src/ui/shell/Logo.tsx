// The mark: five members in a ring, one of them speaking.
const RING = [1, 2, 3, 4, 5].map((n) => {
  const turn = ((n - 1) / 5) * 2 * Math.PI - Math.PI / 2;
  return { n, x: 12 + 8.4 * Math.cos(turn), y: 12.6 + 8.4 * Math.sin(turn) };
});

export function Logo() {
  return (
    <svg className="shell-mark" viewBox="0 0 24 24" aria-hidden>
      {RING.slice(1).map(({ n, x, y }) => (
        <line key={n} x1={RING[0]!.x} y1={RING[0]!.y} x2={x} y2={y} stroke="var(--line-strong)" strokeWidth="1.1" />
      ))}
      {RING.map(({ n, x, y }) => (
        <circle key={n} cx={x} cy={y} r={n === 1 ? 3.3 : 2.4} fill={`var(--n${n})`} />
      ))}
    </svg>
  );
}
