/**
 * `COPY … FROM STDIN`, as node-postgres sends any query of somebody else's making (`Submittable`). Our own: the usual
 * stream for it (pg-copy-streams, its issue 171) throws out of a callback of the socket, past everybody who could catch
 * it, when the server refuses in the midst of it. A full disk would end the program.
 */
import type { Connection, Submittable } from 'pg';

/** What node-postgres has for it, and its types do not. */
interface CopyLine {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(message: string): void;
}

export class CopyIn implements Submittable {
  /** Resolves when the server has taken all and is ready again. */
  readonly done: Promise<void>;
  readonly #text: string;
  readonly #chunks: Iterable<Uint8Array>;
  /** Nothing more is to be sent. */
  #over = false;
  /** What has gone wrong here, which the server is only told of. */
  #failure: { readonly error: unknown } | undefined;
  #resolve!: () => void;
  #reject!: (error: unknown) => void;

  /** `text`: the statement; `chunks`: in the format that it names, in pieces of any size, which nobody changes now. */
  constructor(text: string, chunks: Iterable<Uint8Array>) {
    this.#text = text;
    this.#chunks = chunks;
    this.done = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  readonly submit = (connection: Connection): void => {
    connection.query(this.#text);
  };

  handleCopyInResponse(connection: Connection): void {
    void this.#pump(connection as Connection & CopyLine);
  }

  async #pump(connection: Connection & CopyLine): Promise<void> {
    const { stream } = connection;
    try {
      for (const piece of this.#chunks) {
        if (this.#over) return;
        connection.sendCopyFromChunk(Buffer.from(piece.buffer, piece.byteOffset, piece.length));
        if (stream.writableNeedDrain) await drained(stream);
      }
      if (!this.#over) connection.endCopyFrom();
    } catch (error) {
      this.#failure = { error };
      if (!this.#over) connection.sendCopyFail('the rows could not be read');
    }
  }

  /** Of the server, or of the line. */
  handleError(error: unknown): void {
    this.#over = true;
    this.#reject(this.#failure ? this.#failure.error : error);
  }

  handleCommandComplete(): void {
    this.#over = true;
  }

  handleReadyForQuery(): void {
    this.#over = true;
    this.#resolve();
  }
}

/** Also when the line breaks: whoever waits hears of that by `handleError`. */
function drained(stream: Connection['stream']): Promise<void> {
  return new Promise((resolve) => {
    const go = (): void => {
      stream.off('drain', go).off('close', go);
      resolve();
    };
    stream.on('drain', go).on('close', go);
  });
}
