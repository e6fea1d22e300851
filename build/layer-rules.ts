/** The rooms of layers.ts as rules of the linter and as a table for people. Pure, but for a look at the folders. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { allowed, ROOMS, type Room } from './layers.ts';

/** What of biome.json is looked at here. */
export interface BiomeConfig {
  readonly overrides: readonly BiomeOverride[];
}

/** One of its overrides. */
export interface BiomeOverride {
  readonly includes: readonly string[];
  readonly linter?: { readonly rules?: { readonly style?: Readonly<Record<string, unknown>> } };
}

const SRC = join(import.meta.dirname, '..', 'src');
const PROCESS = 'Only cli.ts touches the process; hand in what you need (environment, streams, signals).';

/** A room before those inside of it, whose rules count more. */
const OUTER_FIRST = ROOMS.toSorted((a, b) => a.at.split('/').length - b.at.split('/').length);

/** The configuration with the rules of the rooms in place of those it had; other overrides stay as they are. */
export function withRules(config: BiomeConfig): BiomeConfig {
  const others = config.overrides.filter(({ linter }) => linter?.rules?.style?.['noRestrictedImports'] === undefined);
  return { ...config, overrides: [...others, ...OUTER_FIRST.flatMap(rulesOf)] };
}

/** The rules of a room: for the files that stand in it, and for those in folders below, whose paths are longer. */
function rulesOf(room: Room): readonly BiomeOverride[] {
  if (isFile(room)) return [ruleOf(room, [`src/${room.at}`], -1)];
  return [
    ruleOf(room, [`src/${room.at}/*.ts`], 0),
    ...(hasFolders(room) ? [ruleOf(room, [`src/${room.at}/*/**`], 1)] : []),
  ];
}

/** `below`: how many folders below the room; -1 for a room that is a file. */
function ruleOf(room: Room, includes: readonly string[], below: number): BiomeOverride {
  const paths = {
    ...(room.at === 'cli.ts' ? {} : { 'node:process': PROCESS }),
    ...Object.fromEntries((room.never ?? []).map((name) => [name, room.why])),
  };
  const patterns = [{ group: groupOf(room, below), message: room.why }];
  return {
    includes,
    linter: { rules: { style: { noRestrictedImports: { level: 'error', options: { paths, patterns } } } } },
  };
}

/** Patterns in the order of .gitignore: a later one counts more, `!` allows again. */
function groupOf(room: Room, below: number): readonly string[] {
  const may = allowed(room);
  const folders = room.at.split('/').length - (isFile(room) ? 1 : 0);
  const up = (levels: number): string => (levels === 0 ? './' : '../'.repeat(levels));
  /** To src/, and to the folder that holds the room. */
  const [toTop, toParent] = [up(folders + Math.max(0, below)), up(below + 1)];
  const parent = room.at.split('/').slice(0, -1).join('/');
  const siblings = ROOMS.filter(({ at }) => at !== room.at && parent !== '' && at.startsWith(`${parent}/`));
  const inside = ROOMS.filter(({ at }) => at.startsWith(`${room.at}/`));
  // Who may import nearly all is told what it may not.
  if (room.may.includes('*'))
    return ROOMS.filter(({ at }) => at !== room.at && !may.has(at)).map(({ at }) => `${toTop}${glob(at)}`);
  const group = [`${toParent}**`];
  if (may.has(parent)) group.push(`!${toParent}**`, `${up(below + 2)}**`);
  for (const { at } of siblings)
    if (may.has(at) !== may.has(parent))
      group.push(`${may.has(at) ? '!' : ''}${toParent}${glob(at.slice(parent.length + 1))}`);
  for (const { at } of inside)
    if (!may.has(at)) group.push(`${up(Math.max(0, below))}${glob(at.slice(room.at.length + 1))}`);
  for (const { at } of OUTER_FIRST) {
    const near = at === parent || siblings.some((each) => each.at === at) || at.startsWith(`${room.at}/`);
    if (near || at === room.at) continue;
    const home = ROOMS.find((each) => at.startsWith(`${each.at}/`))?.at;
    if (may.has(at) !== (home !== undefined && may.has(home)))
      group.push(`${may.has(at) ? '!' : ''}${toTop}${glob(at)}`);
  }
  return group;
}

function glob(at: string): string {
  return at.endsWith('.ts') ? at : `${at}/**`;
}

function isFile({ at }: Room): boolean {
  return at.endsWith('.ts');
}

/** Whether files stand in folders of it that are no rooms. An empty one, as Git leaves behind, counts for nothing. */
function hasFolders({ at }: Room): boolean {
  return readdirSync(join(SRC, at)).some(
    (name) =>
      statSync(join(SRC, at, name)).isDirectory() &&
      !ROOMS.some((room) => room.at === `${at}/${name}`) &&
      readdirSync(join(SRC, at, name), { recursive: true }).length > 0,
  );
}

const BEGIN = '<!-- rooms: written by `npm run layers` -->';
const END = '<!-- end of the rooms -->';

/** The document with the table of the rooms in place of the one it had, between two marks. */
export function withTable(document: string): string {
  const [begin, end] = [document.indexOf(BEGIN), document.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`there is no place for the table: ${BEGIN} … ${END}`);
  return `${document.slice(0, begin)}${BEGIN}\n${table()}\n${document.slice(end)}`;
}

function table(): string {
  const rows = ROOMS.map((room) => {
    const name = isFile(room) ? `\`${room.at}\`` : `\`${room.at}/\``;
    return `| ${name} | ${room.comfort ? '*comfort:* ' : ''}${room.holds} | ${mayText(room)} |`;
  });
  return ['', '| room | what it is | may import |', '| --- | --- | --- |', ...rows, ''].join('\n');
}

function mayText({ at, may }: Room): string {
  if (may.length === 0) return 'nobody';
  if (at.startsWith('record/')) return 'the wings of `record/` above';
  if (!may.includes('*')) return may.map((word) => `\`${word.replace('/*', '')}\``).join(' ');
  const but = may.flatMap((word) => (word.startsWith('!') ? [`\`${word.slice(1)}\``] : []));
  return but.length > 0 ? `everything but ${but.join(' ')}` : 'everything';
}
