/**
 * A line to a PostgreSQL that can fail as networks do: it may fall silent without a word (a partition, a switch that
 * died), break, or lose the answer to a statement that was carried out. Over TCP, and in the open.
 */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface DatabaseProxy extends AsyncDisposable {
  readonly port: number;
  /** Nothing goes through any more, in either direction, and nobody is told. New connections get no answer. */
  freeze(): void;
  /** What was held back goes through now, as what a network sends again. */
  thaw(): void;
  /** Breaks all connections. */
  cut(): void;
  /**
   * Breaks the next connection that sends a message with this text: `answer`: when the server has answered;
   * `question`: before the server has heard. Resolves when it has come to that.
   */
  lose(what: 'answer' | 'question', text: string): Promise<void>;
  /** Connections that are open. */
  readonly open: () => number;
}

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
  readonly held: { readonly to: Socket; readonly bytes: Buffer }[];
  /** Breaks at the next bytes of the server. */
  doomed?: () => void;
}

/** `to`: the port of the server; may be another one for later connections. */
export async function startDatabaseProxy(to: () => number): Promise<DatabaseProxy> {
  const pairs = new Set<Pair>();
  let frozen = false;
  let trap: { what: 'answer' | 'question'; text: string; sprung: () => void } | undefined;

  const break_ = ({ client, server }: Pair): void => {
    client.destroy();
    server.destroy();
  };

  const listener = createServer((client) => {
    const server = connect(to(), '127.0.0.1');
    const pair: Pair = { client, server, held: [] };
    pairs.add(pair);
    const forward = (receiver: Socket, bytes: Buffer): void => {
      if (frozen) pair.held.push({ to: receiver, bytes });
      else if (!receiver.destroyed) receiver.write(bytes);
    };
    client.on('data', (bytes) => {
      if (trap && bytes.includes(trap.text)) {
        const { what, sprung } = trap;
        trap = undefined;
        if (what === 'question') {
          sprung();
          return break_(pair);
        }
        pair.doomed = sprung;
      }
      forward(server, bytes);
    });
    server.on('data', (bytes) => {
      if (pair.doomed) {
        pair.doomed();
        return break_(pair);
      }
      forward(client, bytes);
    });
    const end = (other: Socket) => () => {
      // In a partition nobody hears that the other side is gone.
      if (!frozen) other.destroy();
      if (client.destroyed && server.destroyed) pairs.delete(pair);
    };
    client.on('close', end(server)).on('error', () => undefined);
    server.on('close', end(client)).on('error', () => undefined);
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  return {
    port,
    freeze() {
      frozen = true;
    },
    thaw() {
      frozen = false;
      for (const { held, client, server } of pairs) {
        for (const { to: receiver, bytes } of held.splice(0)) if (!receiver.destroyed) receiver.write(bytes);
        // Who was gone meanwhile is gone for the other side too, after what he had sent.
        if (client.destroyed) server.end();
        if (server.destroyed) client.destroy();
      }
    },
    cut() {
      for (const pair of pairs) break_(pair);
    },
    lose: (what, text) =>
      new Promise((resolve) => {
        trap = { what, text, sprung: resolve };
      }),
    open: () => pairs.size,
    async [Symbol.asyncDispose]() {
      for (const pair of pairs) break_(pair);
      listener.close();
    },
  };
}
