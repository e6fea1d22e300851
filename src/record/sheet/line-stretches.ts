/** Lines of a sheet, said in few words: `2-13, 15`. */

/** So many stretches are named; whoever has more to look at looks at the whole column. */
const MOST = 12;

export interface LineStretches {
  /** In rising order, or nearly; a line may come twice in a row. */
  add(line: number): void;
  /** How many lines were added. */
  count(): number;
  /** The first stretches, with `…` where there are more. */
  text(): string;
}

export function lineStretches(): LineStretches {
  const stretches: [number, number][] = [];
  let last = 0;
  let lines = 0;
  let more = false;
  return {
    add(line) {
      if (line === last) return;
      lines++;
      const stretch = stretches.at(-1);
      if (stretch && !more && line === last + 1) stretch[1] = line;
      else if (stretches.length < MOST) stretches.push([line, line]);
      else more = true;
      last = line;
    },
    count: () => lines,
    text: () =>
      stretches.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(', ') + (more ? ', …' : ''),
  };
}
