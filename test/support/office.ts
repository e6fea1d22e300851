/** Files in a folder and a ledger to take them into, by the program's own reading. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunEvent } from '../../src/events.ts';
import { readInThread } from '../../src/intake/in-thread.ts';
import type { IntakeParts } from '../../src/intake/take-in-file.ts';
import { type FilesTakenIn, takeInFiles } from '../../src/intake/take-in-files.ts';
import type { Door } from '../../src/ledger/intake-side.ts';
import type { PreparedReading } from '../../src/ledger/sealed/prepare.ts';
import { createSealer } from '../../src/ledger/sealed/seal.ts';
import { connectInMemory } from '../../src/ledger/sqlite/connection.ts';
import { ledgerOver } from '../../src/ledger/sqlite/open.ts';
import { DEFAULT_LIMITS } from '../../src/source/source.ts';
import { RULES } from '../record/rows.ts';
import { Desk } from './ledger-desk.ts';

const SECRET = Buffer.alloc(32, 6);

export class Office {
  readonly folder = mkdtempSync(join(tmpdir(), 'office-'));
  readonly #connection = connectInMemory(createSealer(SECRET), () => 1_000);
  readonly desk = new Desk({
    sealer: createSealer(SECRET),
    open: async () => ({
      ...ledgerOver(this.#connection, { doubtWaitMs: 1 }),
      close: async () => undefined,
    }),
    remove: async () => this.#connection.close(),
  });
  readonly events: RunEvent[] = [];
  readonly reading = { rules: RULES, map: new Map(), limits: DEFAULT_LIMITS, skipHidden: false } as const;

  path(name: string): string {
    return join(this.folder, name);
  }

  /** As `import` takes files in. */
  takeIn(
    files: readonly string[],
    more: Partial<IntakeParts<PreparedReading>> & {
      readonly door?: Door<PreparedReading>;
      readonly stop?: AbortSignal;
    } = {},
  ): Promise<FilesTakenIn> {
    const stop = more.stop ?? new AbortController().signal;
    return takeInFiles(files, {
      door: this.desk.ledger,
      read: (file) => readInThread(file, SECRET, stop),
      file: this.reading,
      admitAtOnce: 1,
      cwd: this.folder,
      report: (event) => this.events.push(event),
      stop,
      ...more,
    });
  }

  async close(): Promise<void> {
    await this.desk.home.remove();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
