/**
 * Loaded into a measured process (`--import`): when it ends, it writes its peak of resident memory, in kilobytes, and
 * the processor time it took, in milliseconds, to file descriptor 3. VmHWM belongs to this program alone; ru_maxrss,
 * which /usr/bin/time shows, may still hold the size of the process that started it.
 */
import { readFileSync, writeSync } from 'node:fs';

process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  writeSync(3, `${peakKilobytes()} ${Math.round((user + system) / 1000)}`);
});

function peakKilobytes(): number {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
  } catch {
    return process.resourceUsage().maxRSS; // no /proc: macOS, Windows
  }
}
