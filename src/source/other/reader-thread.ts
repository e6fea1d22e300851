/**
 * The thread on which a library reads: what it does there, how long and with how much memory, is decided outside
 * (desk.ts).
 */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { OtherAnswer, OtherFile, RowsWanted } from './answers.ts';
import { readWhole } from './library.ts';
import { edgesOf, OtherFileFault, rowsOf } from './sheet-rows.ts';

const file = workerData as OtherFile;
const port = ownPort();
const say = (answer: OtherAnswer): void => port.postMessage(answer);

void read();

async function read(): Promise<void> {
  try {
    const { sheets, lost, date1904 } = await readWhole(file);
    const tooLong = sheets.some(({ sheet }) => sheet['!data'].length > file.maxRows);
    if (tooLong) throw new OtherFileFault('FILE_TOO_LARGE', { limit: 'maxRows', max: file.maxRows });
    const rows = sheets.map(({ sheet }) => rowsOf(sheet, date1904, file.maxCellChars));
    port.on('message', ({ sheet }: RowsWanted) => {
      try {
        const next = rows[sheet]?.next();
        if (next === undefined || next.done) say({ kind: 'rows', rows: [], line: 0, last: true });
        else say({ kind: 'rows', ...next.value, last: false });
      } catch (error) {
        fail(error);
      }
    });
    const named = sheets.map(({ name, hidden, sheet }) => ({
      name,
      hidden,
      rows: sheet['!data'].length,
      edges: edgesOf(sheet, date1904),
    }));
    say({ kind: 'sheets', sheets: named, lost });
  } catch (error) {
    fail(error);
  }
}

function ownPort(): MessagePort {
  if (parentPort) return parentPort;
  throw new Error('this module runs on a thread of its own');
}

/** A library that stumbles over a file says that the file is damaged; what it said itself may hold text of a cell. */
function fail(error: unknown): void {
  const { code, params } = error instanceof OtherFileFault ? error : new OtherFileFault('FILE_DAMAGED');
  say({ kind: 'failed', code, params });
}
