/**
 * What an entry of a folder is by its name alone, before anything is opened: what programs leave beside the sheets of
 * people. Pure.
 */
import { basename, extname } from 'node:path';
import type { PassedOver } from '../events.ts';

/** What the disk says of an entry. `other`: a pipe, a device, a socket. */
export type EntryKind = 'file' | 'folder' | 'link' | 'other';

/**
 * Why an entry is passed over by its name. `name`: not in UTF-8, so that no path leads to it; `placeholder`: stands for
 * a file that is elsewhere (Google Sheets); `deeper`: a folder below a facility's own.
 */
export type NamePass = Exclude<PassedOver['why'], 'no-sheet' | 'copying' | 'empty' | 'handed-out'>;

/**
 * Endings under which programs of copying, downloading and saving let a file grow, and under which editors keep the
 * one before.
 */
const GROWING: ReadonlySet<string> = new Set(
  'tmp temp part partial crdownload download filepart opdownload !ut aria2 bak swp'.split(' ').map((end) => `.${end}`),
);
/** Pointers to documents that are not on this computer. */
const POINTERS: ReadonlySet<string> = new Set(['.gsheet', '.gdoc', '.gslides', '.gform', '.url', '.lnk', '.webloc']);
const OF_SYSTEMS: ReadonlySet<string> = new Set([
  'thumbs.db',
  'ehthumbs.db',
  'desktop.ini',
  '$recycle.bin',
  'system volume information',
  'lost+found',
  '@eadir',
  '#recycle',
  'icon\r',
]);
/**
 * Text that is no sheet, by its ending: where the bytes say only that it is text. Anything else is looked into (`.txt`
 * and no ending at all are what a phone makes of a CSV).
 */
const OTHER_TEXTS: ReadonlySet<string> = new Set(
  'yaml yml json log md ini cfg conf sql py js ts sh bat cmd ps1 eml ics vcf key pem crt env'
    .split(' ')
    .map((end) => `.${end}`),
);

/** Undefined for what may be a sheet, and for a folder that may be a facility's own. */
export function passByName(name: string, kind: EntryKind): NamePass | undefined {
  // What cannot be decoded comes with U+FFFD from the system.
  if (name.includes('\ufffd')) return 'name';
  const lower = name.toLowerCase();
  if (isLock(name)) return 'lock';
  if (OF_SYSTEMS.has(lower) || lower.endsWith(':zone.identifier')) return 'system';
  if (name.startsWith('.')) return 'hidden';
  if (kind === 'link') return 'link';
  if (kind === 'other') return 'special';
  if (kind === 'folder') return undefined;
  if (GROWING.has(extname(lower)) || lower.endsWith('~') || /^~.*~$/.test(lower)) return 'temporary';
  // Excel saves under eight digits without an ending, and gives the name last.
  if (/^[0-9A-F]{8}$/.test(name)) return 'temporary';
  return POINTERS.has(extname(lower)) ? 'placeholder' : undefined;
}

/** `~$boja.xlsx` of Excel, `.~lock.boja.xlsx#` of LibreOffice. */
function isLock(name: string): boolean {
  return name.startsWith('~$') || /^\.~lock\..*#$/.test(name);
}

/**
 * Under which names office programs leave word that a sheet is open. Excel leaves out the first two letters of longer
 * names in its older versions.
 */
export function lockNames(name: string): readonly string[] {
  return [`.~lock.${name}#`, `~$${name}`, `~$${name.slice(2)}`];
}

/** The kind of a text that is none of a sheet, as `PDF` is of a file; undefined where it has to be read. */
export function otherText(name: string): string | undefined {
  const end = extname(name).toLowerCase();
  return OTHER_TEXTS.has(end) ? end.slice(1).toUpperCase() : undefined;
}

/** Bytes of a name: what disks hold at most, less what a day, a number and our own beginning take. */
const LONGEST_STEM = 180;
/** What disks hold. */
const LONGEST_NAME = 255;
const NOTE_END = '.vax-upload.txt';
const NOTE = /\.vax-upload(?:-\d+)?\.txt$/;

/**
 * What a sheet, its correction sheets and a note about it have in common: the name without its ending, and without what
 * we have put round it.
 */
export function stemOf(name: string): string {
  // An accent is one letter on one computer and two on another (NFC, NFD): the sheet is the same.
  const bare = basename(name).normalize('NFC').replace(NOTE, '');
  const stem = basename(bare, extname(bare));
  return cut(/^perbaikan-(.+)-\d{4}-\d\d-\d\d(?:-\d+)?$/.exec(stem)?.[1] ?? stem, LONGEST_STEM);
}

/** What we write beside a sheet that cannot be read (note.ts). */
export function noteName(name: string): string {
  return `${cut(name, LONGEST_NAME - NOTE_END.length - 4)}${NOTE_END}`;
}

export function isNote(name: string): boolean {
  return NOTE.test(name);
}

/** The name with a number behind it, before its ending: `boja-2.xlsx`; the first is the name itself. */
export function numbered(name: string, n: number): string {
  if (n === 1) return name;
  const end = extname(name);
  const tail = `-${n}${end}`;
  return `${cut(basename(name, end), LONGEST_NAME - Buffer.byteLength(tail))}${tail}`;
}

/** No longer than so many bytes, and no letter is cut in two. */
export function cut(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  let kept = '';
  for (const letter of text) {
    if (Buffer.byteLength(kept) + Buffer.byteLength(letter) > bytes) break;
    kept += letter;
  }
  return kept;
}
