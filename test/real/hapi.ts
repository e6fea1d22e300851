/**
 * A real HAPI FHIR server as a process of its own. It is built once by `npm run hapi` (Java 17 and Maven; its jars,
 * 300 MB, stay in Maven's cache).
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const BUILT = fileURLToPath(new URL('hapi/target/', import.meta.url));
const JAR = `${BUILT}hapi-1.jar`;
/** Small, and quick to start: 12 s on a calm machine. */
const JVM = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];
/** On a machine with a load of 20 it has taken three minutes. */
const LONGEST_START_MS = 240_000;

/** Why there can be no such server here, in a word; undefined where there can. */
export function whyNoHapi(): string | undefined {
  try {
    execFileSync('java', ['-version'], { stdio: 'ignore' });
  } catch {
    return 'no Java';
  }
  return existsSync(`${BUILT}classpath`) && existsSync(JAR) ? undefined : 'not built: npm run hapi';
}

export interface Hapi {
  /** Takes what HAPI takes by default. */
  readonly url: string;
  /** The same store; refuses with 422 what the validator finds wrong. */
  readonly strict: string;
  readonly port: number;
  /** As a power cut would end it. */
  kill(): Promise<void>;
}

/**
 * `db`: a JDBC address of H2, in memory unless given; `port`: a free one unless given; `heapMb`: what its memory may
 * hold, people among it.
 */
export async function startHapi({
  db,
  port = 0,
  heapMb = 384,
}: {
  db?: string;
  port?: number;
  heapMb?: number;
} = {}): Promise<Hapi> {
  const classpath = `${JAR}:${readFileSync(`${BUILT}classpath`, 'utf8')}`;
  const settings = [`-Dport=${port}`, ...(db === undefined ? [] : [`-Ddb=${db}`])];
  // It ends when its standard input does: it never outlives the tests.
  const child = spawn('java', [`-Xmx${heapMb}m`, ...JVM, ...settings, '-cp', classpath, 'Hapi'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const root = await new Promise<string>((resolve, reject) => {
    const limit = setTimeout(() => child.kill('SIGKILL'), LONGEST_START_MS);
    child.once('error', reject);
    child.once('close', (code) => reject(new Error(`HAPI has ended with ${code} before it was ready`)));
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const address = /^ready (\S+)\n/m.exec(said)?.[1];
      if (address === undefined) return;
      clearTimeout(limit);
      resolve(address);
    });
  });
  return {
    url: `${root}/fhir`,
    strict: `${root}/strict`,
    port: Number(new URL(root).port),
    kill: () => {
      child.kill('SIGKILL');
      return ended;
    },
  };
}
