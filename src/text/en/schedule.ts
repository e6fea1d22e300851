import type { ScheduleWords } from '../schedule.ts';

const NAMES = { cron: 'cron', systemd: 'systemd', windows: 'the Task Scheduler of Windows' } as const;

export const scheduleEn: ScheduleWords = {
  installed: (kind, at, zone, spread) =>
    `Installed in ${NAMES[kind]}: every night at ${at} (${zone})${spread === undefined ? '' : `, at a random moment of the ${spread} after it`}.`,
  runs: (command) => `It runs: ${command}`,
  unwritten: (lines) =>
    `Not in vax-upload.yaml yet: ${lines}. Write it there, below \`schedule:\`, for \`vax-upload doctor\` and the next installation to know it.`,
  removed: (kinds) =>
    `Taken away from ${kinds.map((kind) => NAMES[kind]).join(' and ')}. What others have put there is untouched.`,
  nothingToRemove: 'Nothing of this configuration is installed; nothing was changed.',
  state: (kind, state) =>
    state === 'same'
      ? `Installed in ${NAMES[kind]}, as it would be installed now.`
      : `Installed in ${NAMES[kind]}, but not as the configuration is now (time, paths, or what was typed then). \`vax-upload schedule --install ${kind}\` makes it the same.`,
  notInstalled:
    'No night begins by itself. `vax-upload schedule --install` changes that; `vax-upload schedule --print cron` shows how.',
  wouldBe: (kind, place) => `For ${NAMES[kind]} (${place}); nothing is installed.`,
  register: (command) => `On the Windows computer, in a window of cmd as administrator: ${command}`,
  missedNight: {
    cron: 'cron does not make up for a night in which the computer was off. Nothing is lost: the next night sends everything. Where that happens often, use systemd, or anacron.',
    systemd: 'A night in which the computer was off is made up for as soon as it is on again.',
    windows:
      'A night in which the computer was off is made up for when it is on again. It runs whether somebody is logged on or not, and cannot reach network drives then; for those add /ru USER /rp * to the command.',
  },
  output: (kind, place) =>
    kind === 'systemd'
      ? `What a night prints: \`${place}\`. A log of each run is kept in logs/ beside the ledger.`
      : `What a night prints: ${place} (renamed to .1 when it is large). A log of each run is kept in logs/ beside the ledger.`,
  busy: 'If somebody is at work when the night begins, the second run ends with exit code 11: harmless, the first goes on.',
  linger: (user) =>
    `It runs only while ${user} is logged on. For nights without a person, once: loginctl enable-linger ${user}`,
  variables: (names) =>
    `These variables of your session are not there at night: ${names.join(', ')}. What they say must stand in vax-upload.yaml; passphrases and tokens in files that it names.`,
  cached:
    'The program lies in a cache that npm may empty. Install it first (npm install -g), then run this command again.',
  clockOfWindows: (zone) =>
    `Clocks are changed in ${zone}: the task goes by the clock of the Windows computer, which must be set to that zone.`,
};
