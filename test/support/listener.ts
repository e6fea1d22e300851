/** The listening part of a server of a test: it can go away, and come back on its port. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export class Listener {
  readonly #make: () => Server;
  #server: Server | undefined;
  #port = 0;

  /** `make` is called for each start. */
  constructor(make: () => Server) {
    this.#make = make;
  }

  /** A free one from the first start on, and the same for good. */
  get port(): number {
    return this.#port;
  }

  async start(): Promise<void> {
    const server = this.#make();
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  /** Nobody listens any more, and what was under way is cut. */
  async stop(): Promise<void> {
    const server = this.#server;
    if (!server) return;
    this.#server = undefined;
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  }
}
