import type { Night } from '../../src/schedule/night.ts';

export const NOW = Date.UTC(2026, 10, 29, 15);

/** A night in Kendal, with what is changed. */
export function night(changes: Partial<Night> = {}): Night {
  return {
    name: 'kendal-3f2a91',
    config: '/srv/kendal/vax-upload.yaml',
    program: ['/usr/bin/node', '/srv/vax-upload/bin/vax-upload.js'],
    args: ['resume', '--config', '/srv/kendal/vax-upload.yaml'],
    log: '/srv/kendal/.vax-upload/logs/nights.log',
    folder: '/srv/kendal',
    at: '22:00',
    timeZone: 'Asia/Jakarta',
    spreadMs: 900_000,
    ...changes,
  };
}

/** Names of folders that people have, and that somebody means ill by. */
export const NAMES: readonly string[] = [
  'kendal',
  'Data Vaksin 2021',
  '100% selesai',
  '%h%m %%',
  "Bu Sri's",
  'a"b',
  'uang $HOME `id` $(id)',
  'x;y&z|w>v<u*?[q]~!#',
  'di\\rumah',
  'di\\\\rumah\\%x',
  'Ümlaut – é',
  '{a,b}',
];
