/**
 * A port on the loopback interface that can really be closed and opened again, so that "connection refused" is the real
 * thing.
 */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RunError, systemCode } from '../errors.ts';

const LOOPBACK = '127.0.0.1';

export interface Port {
  readonly number: number;
  readonly isOpen: boolean;
  /** Opens it again; false when another program has taken it in the meantime. */
  open(): Promise<boolean>;
  /** Stops listening and ends every connection. */
  shut(): Promise<void>;
}

/** Listens on 127.0.0.1 and nowhere else. 0 = any free port. Throws RunError PORT_TAKEN. */
export async function openPort(wanted: number, listener: RequestListener): Promise<Port> {
  let server: Server | undefined = await listen(wanted, listener);
  const { port } = server.address() as AddressInfo;
  return {
    number: port,
    get isOpen() {
      return server !== undefined;
    },
    async open() {
      server ??= await listen(port, listener).catch(() => undefined);
      return server !== undefined;
    },
    async shut() {
      const closing = server;
      server = undefined;
      if (!closing) return;
      const closed = new Promise((resolve) => closing.close(resolve));
      closing.closeAllConnections();
      await closed;
    },
  };
}

function listen(port: number, listener: RequestListener): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(listener);
    server.once('error', (error) => reject(portError(error, port)));
    server.listen(port, LOOPBACK, () => resolve(server));
  });
}

/** A port that is taken and one that only root may open have the same cure: another port. */
function portError(error: Error, port: number): Error {
  const code = systemCode(error);
  return code === 'EADDRINUSE' || code === 'EACCES' ? new RunError('PORT_TAKEN', { port }, { cause: error }) : error;
}
