/** Where the correction sheets of an inbox go, and who may open them. */
import { chmodSync, chownSync, lstatSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { makeFolderLike } from '../../inbox/make-folder.ts';
import type { KnownFile } from '../../ledger/intake-side.ts';
import type { Context } from '../context.ts';
import type { Given } from './given.ts';

/** Another place than beside the file, for sheets that belong into one. */
export interface SheetPlace {
  /** Undefined where the sheet goes beside its file. */
  folderFor(from: KnownFile): string | undefined;
  /** The sheet of this file was written. */
  written(from: KnownFile, path: string): void;
}

/** `undefined` where nothing is sorted: sheets stay beside their files. */
export function sheetsOfInbox({ looked }: Given, context: Context): SheetPlace {
  const inboxes = looked.flatMap(({ found }) => found.inboxes);
  const original = ({ name }: KnownFile): string => resolve(context.cwd, name);
  return {
    folderFor(from) {
      const inbox = inboxes.find(({ path }) => path === dirname(original(from)));
      if (!inbox) return undefined;
      // Before whoever writes the sheet makes one that is ours alone: the clerk may be another user.
      try {
        makeFolderLike(inbox.toCorrect);
      } catch {
        // Whoever writes the sheet says why it cannot be made.
      }
      return inbox.toCorrect;
    },
    written: (from, path) => shareLike(original(from), path, context.uid),
  };
}

/**
 * A correction sheet is its owner's alone. Where somebody else has handed the sheet in, and her group could read and
 * write that, it can read and write its correction too: otherwise nobody could correct it.
 */
function shareLike(original: string, path: string, uid: number | undefined): void {
  try {
    const theirs = lstatSync(original);
    if (uid === undefined || theirs.uid === uid || statSync(path).uid !== uid) return;
    chownSync(path, uid, theirs.gid);
    chmodSync(path, 0o600 | (theirs.mode & 0o060));
  } catch {
    // We are not in her group: it stays ours, and the admin hands it on.
  }
}
