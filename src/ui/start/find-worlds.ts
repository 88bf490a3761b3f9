// Ready worlds by words and by group.
import type { ReadyWorld } from '../../scenario/worlds.ts';

/** Those in which every word of the search stands somewhere; all of them for an empty search. */
export function findWorlds(worlds: readonly ReadyWorld[], search: string): readonly ReadyWorld[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return worlds.filter((w) => {
    const text = [w.title, w.group, w.about, ...w.tries].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** In the order in which they stand, under one heading a group. */
export function groupWorlds(worlds: readonly ReadyWorld[]): readonly { readonly group: string; readonly worlds: readonly ReadyWorld[] }[] {
  const groups = new Map<string, ReadyWorld[]>();
  for (const world of worlds) {
    const members = groups.get(world.group);
    if (members === undefined) groups.set(world.group, [world]);
    else members.push(world);
  }
  return [...groups].map(([group, members]) => ({ group, worlds: members }));
}
