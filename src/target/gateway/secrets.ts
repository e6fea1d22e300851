/** The secrets that headers and signatures need: read when they are first needed, and anew when they were refused. */
import { unfetched } from '../credentials.ts';
import type { Outage } from '../target.ts';

/** By name, how each is read. Throws SECRET_UNREADABLE where it is not there, and what is not to be followed. */
export type SecretReaders = Readonly<Record<string, () => Promise<string>>>;

export interface Secrets {
  /** Reads what is not known yet; an outage where one is not there: nothing was sent. */
  fetch(): Promise<Outage | undefined>;
  /** After `fetch`; empty for a name that nobody gave. */
  get(name: string): string;
  /** The server has refused us: perhaps they are other ones by now. */
  forget(): void;
}

export function secretsOf(readers: SecretReaders): Secrets {
  const known = new Map<string, string>();
  return {
    async fetch() {
      try {
        for (const [name, read] of Object.entries(readers)) if (!known.has(name)) known.set(name, await read());
        return undefined;
      } catch (error) {
        return unfetched(error);
      }
    },
    get: (name) => known.get(name) ?? '',
    forget: () => known.clear(),
  };
}
