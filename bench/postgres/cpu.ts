/** What a PostgreSQL of this computer has taken of its processors (Linux). */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Of a clock tick, as /proc counts them. */
const TICKS_A_SECOND = 100;

/** Seconds of the server in `folder` and of all its processes, those that have ended too. NaN where there is no /proc. */
export function serverSeconds(folder: string): number {
  const [first] = readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n');
  try {
    const ticks = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .reduce((sum, name) => sum + ticksOf(name, Number(first)), 0);
    return ticks / TICKS_A_SECOND;
  } catch {
    return Number.NaN;
  }
}

/** See proc_pid_stat(5): parent, then times of the process itself and of its children that have ended. */
function ticksOf(pid: string, server: number): number {
  try {
    const words = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    const [user = 0, system = 0, ended = 0, endedSystem = 0] = words.slice(11, 15).map(Number);
    if (Number(pid) === server) return user + system + ended + endedSystem;
    return Number(words[1]) === server ? user + system : 0;
  } catch {
    // It has ended meanwhile.
    return 0;
  }
}
