/** The instant server in its process. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface InstantServer extends Disposable {
  readonly url: string;
}

/** Starts it; it answers after `latencyMs`. */
export async function startInstantServer(latencyMs = 0): Promise<InstantServer> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'instant-server.ts'), String(latencyMs)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { url, [Symbol.dispose]: () => child.kill() };
}
