/**
 * `report -o FILE`: the last night as a page for who was not there, and the same figures as CSV and JSON. The ledger is
 * only read, beside a run that may be going on.
 */
import type { Writable } from 'node:stream';
import { writeFileWhole } from '../disk/write-file.ts';
import { RunError } from '../errors.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { csvHead, reportCsv } from '../page/csv.ts';
import type { PageFacts } from '../page/facts.ts';
import { reportJson } from '../page/json.ts';
import { PAGE_BEGIN } from '../page/page-begin.ts';
import { jsonLine } from '../printable.ts';
import { writeFitted, writeLines } from '../report/output.ts';
import type { CommonOptions, Context } from '../run/context.ts';
import { placeOf, type ReportFile } from '../run/report-files.ts';
import { pageOf, reportFacts, zoneOf } from '../run/report-page.ts';
import type { Setup } from '../run/setup.ts';
import { inReport } from '../run/with-ledger.ts';
import { PAGE_WORDS } from '../text/page-for.ts';

export interface ReportOptions extends Omit<CommonOptions, 'json'> {
  /** The page. */
  readonly output?: string;
  readonly csv?: string;
  /** A file; without one, or as `-`, it goes to stdout. */
  readonly json?: string | boolean;
  /** The day of its morning. */
  readonly night?: string;
}

/**
 * Throws OPTION_MISSING where nothing is to be written, VALUE_WRONG and OUTPUT_EXISTS for places where a report may not
 * be written, and the errors of disk, ledger and configuration.
 */
export function report({ json, ...options }: ReportOptions, context: Context): Promise<ExitCode> {
  const jsonFile = typeof json === 'string' && json !== '-' ? json : undefined;
  const common = { ...options, ...(json !== undefined && jsonFile === undefined ? { json: true } : {}) };
  return inReport(common, context, async ({ setup, ledger }) => {
    if (options.output === undefined && options.csv === undefined && jsonFile === undefined && !setup.json)
      throw new RunError('OPTION_MISSING', { command: 'report', option: '-o, --output <file>' });
    const files = wanted({ ...options, jsonFile }, setup).map(({ text, ...file }) => ({
      text,
      path: placeOf(file, context),
      name: file.name,
    }));
    const facts = await reportFacts(ledger, setup, context, options.night);
    for (const { path, text } of files) await write(path, await text(facts));
    if (setup.json) writeLines(context.out, [jsonLine(figures(facts, setup))]);
    else if (!setup.quiet) writeFitted(context.out, PAGE_WORDS[setup.language].written(files.map(({ name }) => name)));
    return EXIT.done;
  });
}

interface Wanted extends ReportFile {
  readonly text: (facts: PageFacts) => string | Promise<string>;
}

function wanted(
  { output, csv, jsonFile }: { output?: string; csv?: string; jsonFile: string | undefined },
  setup: Setup,
): Wanted[] {
  const { language } = setup;
  const all: Wanted[] = [];
  if (output !== undefined)
    all.push({
      name: output,
      option: '--output',
      endings: ['.html', '.htm'],
      isOurs: (begin) => begin.startsWith(PAGE_BEGIN),
      text: (facts) => pageOf(facts, setup),
    });
  if (csv !== undefined)
    all.push({
      name: csv,
      option: '--csv',
      endings: ['.csv'],
      isOurs: (begin) => begin.startsWith(csvHead('id')) || begin.startsWith(csvHead('en')),
      text: (facts) => reportCsv(facts, language, zoneOf(setup)),
    });
  if (jsonFile !== undefined)
    all.push({
      name: jsonFile,
      option: '--json',
      endings: ['.json'],
      isOurs: (begin) => begin.startsWith('{"report":"vax-upload"'),
      text: (facts) => `${jsonLine(figures(facts, setup))}\n`,
    });
  return all;
}

function figures(facts: PageFacts, { language }: Setup): Record<string, unknown> {
  return reportJson(facts, PAGE_WORDS[language].names);
}

/** It holds nothing of people and is handed around: whoever may read ordinary files of the user may read it. */
function write(path: string, text: string): Promise<void> {
  return writeFileWhole(
    path,
    async (into: Writable) => {
      into.end(text);
    },
    undefined,
    0o666,
  );
}
