// The word that somebody may have meant, among those that there are: the nearest by letters put in, left out, changed, or in the wrong order.

/** So many letters in one that differ. */
const LETTERS_PER_MISTAKE = 3;

/** Null: none is near. The first of several that are equally near. */
export function nearestWord(word: string, among: readonly string[]): string | null {
  const most = Math.floor(word.length / LETTERS_PER_MISTAKE);
  let best: string | null = null;
  let least = most + 1;
  for (const other of among) {
    const mistakes = Math.abs(other.length - word.length) > most ? least : distance(word.toLowerCase(), other);
    if (mistakes < least) [best, least] = [other, mistakes];
  }
  return best;
}

/** Between two words, row by row of the table of their beginnings; two letters that have changed places are one mistake. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j]!, before[j - 2]! + 1);
    }
    [before, row] = [row, next];
  }
  return row[b.length]!;
}
