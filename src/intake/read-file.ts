/** One file, read and judged: digest, then each sheet that has a header, row by row. Throws a RunError when it cannot be read at all. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { RunError } from '../errors.ts';
import type { SheetIdentity } from '../ledger/ledger.ts';
import type { TakenReading } from '../ledger/prepare.ts';
import type { Header } from '../record/columns.ts';
import { findHeader, HEADER_SEARCH_ROWS } from '../record/header.ts';
import type { SourceRow } from '../record/source-row.ts';
import { openSource } from '../source/open.ts';
import type { Sheet, Source } from '../source/source.ts';
import type { FileMessage, FileToRead } from './messages.ts';
import { originReader } from './origin.ts';
import { cellAsText, readSheetRows } from './read-sheet.ts';

export async function* readFile(file: FileToRead): AsyncGenerator<FileMessage<TakenReading>> {
  const source = await openSource(file.path, file.limits).catch((error: unknown) => {
    throw named(error, file.name);
  });
  try {
    yield { kind: 'digest', digest: await digestOf(file.path) };
    yield* readSheets(source, file);
  } catch (error) {
    throw named(error, file.name);
  } finally {
    await source.close();
  }
}

async function* readSheets(source: Source, file: FileToRead): AsyncGenerator<FileMessage<TakenReading>> {
  let found = 0;
  let nearest: readonly string[] = [];
  let unmapped: string | undefined;
  for (const sheet of source.sheets) {
    const top = await readTop(sheet, file);
    if (top.header === undefined) {
      if (top.nearest.length > nearest.length) nearest = top.nearest;
      unmapped ??= top.unmapped;
      continue;
    }
    found += 1;
    const { header } = top;
    const identity = identityOf(sheet, header, top.rows);
    yield {
      kind: 'sheet',
      sheet: identity,
      recognised: header.headings,
      ignored: header.ignored,
      defaults: header.defaults,
    };
    const below = top.rows.filter((row) => row.line > header.line);
    const originOf = originReader(identity.headings);
    yield* readSheetRows({ sheet, header, below, rest: top.rest, source, ordinal: found, originOf }, file);
  }
  if (found > 0) return;
  if (unmapped !== undefined) throw new RunError('MAP_COLUMN', { file: file.name, heading: unmapped });
  throw new RunError('HEADER_NONE', {
    file: file.name,
    ...(nearest.length > 0 ? { nearest: nearest.slice(0, 8).join(', ') } : {}),
  });
}

interface SheetTop {
  readonly header?: Header;
  readonly nearest: readonly string[];
  /** A heading of `--map` that a sheet without a header does not have either. */
  readonly unmapped?: string | undefined;
  /** Everything that was read to find the header. */
  readonly rows: readonly SourceRow[];
  readonly rest: AsyncIterator<readonly SourceRow[]>;
}

/** Reads as far as a header may stand and looks for it. */
async function readTop(sheet: Sheet, { name, map }: FileToRead): Promise<SheetTop> {
  const rest = sheet.rows()[Symbol.asyncIterator]();
  const rows: SourceRow[] = [];
  let filled = 0;
  while (filled < HEADER_SEARCH_ROWS) {
    const chunk = await rest.next();
    if (chunk.done) break;
    rows.push(...chunk.value);
    filled += chunk.value.filter((row) => row.cells.some((cell) => cell !== '')).length;
  }
  const search = findHeader(rows, map, sheet.name);
  if (search.kind === 'found') return { header: search.header, nearest: [], rows, rest };
  await rest.return?.();
  switch (search.kind) {
    case 'none':
      return { nearest: search.nearest, unmapped: search.unmapped, rows, rest };
    case 'ambiguous': {
      const [a, b] = search.headings;
      throw new RunError('HEADER_AMBIG', { file: name, field: search.field, a, b });
    }
    case 'unmapped':
      throw new RunError('MAP_COLUMN', { file: name, heading: search.heading });
  }
}

function identityOf(sheet: Sheet, header: Header, rows: readonly SourceRow[]): SheetIdentity {
  const { line, lines, columns, doses, defaults } = header;
  const texts = rows.filter((row) => lines.includes(row.line)).map((row) => row.cells.map(cellAsText));
  const above = texts.length > 1 ? texts[0] : undefined;
  return {
    name: sheet.name,
    headerLine: line,
    headings: texts.at(-1) ?? [],
    ...(above ? { above } : {}),
    layout: { columns, doses, defaults, lines },
  };
}

/** SHA-256 of the bytes: what makes the same file the same, whatever it is called. */
async function digestOf(path: string): Promise<Uint8Array> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest();
}

/** Errors of the source speak of the file as the user typed it. */
function named(error: unknown, file: string): unknown {
  return error instanceof RunError && 'file' in error.params
    ? new RunError(error.code, { ...error.params, file }, { cause: error })
    : error;
}
