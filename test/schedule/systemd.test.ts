/** Units as systemd itself reads them. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { unitsOf } from '../../src/schedule/systemd.ts';
import { NAMES, night } from './a-night.ts';

/** Debian's package systemd; .ci/run installs it. */
const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;

const folder = mkdtempSync(join(tmpdir(), 'units-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What `systemd-analyze verify` objects to in a service and its timer; nothing where they are sound. */
function objections(units: ReturnType<typeof unitsOf>): string {
  const [service, timer] = [join(folder, 'vax-upload-x.service'), join(folder, 'vax-upload-x.timer')];
  writeFileSync(service, units.service);
  writeFileSync(timer, units.timer);
  const { status, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', service, timer], { encoding: 'utf8' });
  return `${status === 0 ? '' : `exit ${status} `}${stderr}`;
}

/** A program that is there, or is not, in a folder of that name. */
function program(name: string, isThere = true): string {
  const place = join(folder, name.replaceAll('/', '_'));
  mkdirSync(place, { recursive: true });
  const file = join(place, 'node');
  if (isThere) {
    writeFileSync(file, '#!/bin/sh\n');
    chmodSync(file, 0o755);
  }
  return file;
}

describe.runIf(hasSystemd)('systemd-analyze verify', () => {
  it.each(NAMES)('takes a program and a configuration in a folder called %j', (name) => {
    const node = program(name);
    const config = join(folder, name, 'vax-upload.yaml');
    const args = ['resume', '--config', config];
    expect(objections(unitsOf(night({ program: [node, node], args, config, folder: join(folder, name) })))).toBe('');
  });

  it('would object to a program that is not there: it looks at the very path', () => {
    expect(objections(unitsOf(night({ program: [program('leer', false)] })))).toContain(join(folder, 'leer', 'node'));
  });

  it('would object to a time that is none', () => {
    const { service, timer } = unitsOf(night({ program: [program('jam')], at: '25:00' }));
    expect(objections({ service, timer })).toMatch(/OnCalendar|Timer/i);
  });
});

it.runIf(hasSystemd)('the timer means ten at night in Jakarta, on a computer in any zone', () => {
  const spec = /^OnCalendar=(.*)$/m.exec(unitsOf(night()).timer)?.[1] ?? '';
  const { stdout } = spawnSync('systemd-analyze', ['calendar', spec], {
    encoding: 'utf8',
    env: { ...process.env, TZ: 'UTC' },
  });
  expect(stdout).toMatch(/(?:Next elapse|\(in UTC\)): .* 15:00:00 UTC/);
});

it('makes up for a missed night, spreads the start, and counts no ordinary end as a failure', () => {
  const { service, timer } = unitsOf(night());
  expect(timer).toContain('\nPersistent=true\n');
  expect(timer).toContain('\nRandomizedDelaySec=900s\n');
  expect(service).toContain('\nSuccessExitStatus=3 5 10 11 130 143\n');
  expect(unitsOf(night({ spreadMs: 0 })).timer).not.toContain('RandomizedDelaySec');
});
