/** A file to which whole lines are added: killed at any moment, or on a full disk, it ends with a whole line. */
import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';

export class WholeLines {
  readonly #file: number;
  #bytes = 0;

  /** A file of that name must not be there. Readable by its owner alone. Throws what the system says. */
  constructor(path: string) {
    this.#file = openSync(path, 'wx', 0o600);
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** `text`: lines, each with its end. Throws what the system says; nothing of them is in the file then. */
  add(text: string): void {
    const bytes = Buffer.from(text);
    try {
      for (let done = 0; done < bytes.length; ) done += writeSync(this.#file, bytes, done);
      this.#bytes += bytes.length;
    } catch (error) {
      ftruncateSync(this.#file, this.#bytes);
      throw error;
    }
  }

  close(): void {
    closeSync(this.#file);
  }
}
