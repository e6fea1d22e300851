/** A real PostgreSQL that lets everybody in over a port of this computer, for lines that are made to fail. */
import { freePort } from './free-port.ts';
import { type Postgres, startPostgres } from './postgres.ts';

export interface TcpPostgres extends Postgres {
  readonly port: number;
  /** An empty database, by its name. */
  newName(): Promise<string>;
  /** Asked by the superuser, past every line that fails. */
  sql(address: string, text: string): Promise<Readonly<Record<string, unknown>>[]>;
}

export async function startTcpPostgres(settings: readonly string[] = []): Promise<TcpPostgres> {
  const port = await freePort();
  const server = await startPostgres(settings, () => ['listen_addresses=127.0.0.1', `port=${port}`]);
  return {
    ...server,
    port,
    newName: async () => /\/(ledger_\w+)\?/.exec(await server.newDatabase())?.[1] ?? '',
    async sql(address, text) {
      const client = await server.connect(address);
      const { rows } = await client.query(text);
      await client.end();
      return rows ?? [];
    },
  };
}
