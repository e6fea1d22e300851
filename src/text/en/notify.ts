import type { NotifyWords } from '../notify.ts';
import type { Figures } from '../numbers.ts';

export function notifyEn({ number: n }: Figures): NotifyWords {
  const rows = (count: number): string => `${n(count)} ${count === 1 ? 'row' : 'rows'}`;
  const records = (count: number): string => `${n(count)} ${count === 1 ? 'record' : 'records'}`;
  const landed = (count: number): string => `${records(count)} landed`;
  const rest = (person: number, backlog: number): string[] => [
    ...(person > 0 ? [`${rows(person)} ${person === 1 ? 'needs' : 'need'} a person`] : []),
    ...(backlog > 0 ? [`${n(backlog)} still to be sent`] : []),
  ];
  const sentence = (...parts: readonly string[]): string => parts.join(', ');
  return {
    warningWord: 'Warning:',
    subject: (name, glance) => `vax-upload ${name}: ${glance}`,
    practice: (name) => `${name} (practice)`,
    target: (target) => `Records go to ${target}.`,
    done: (count) => (count === 0 ? 'nothing to do, all is on the server' : `all done, ${landed(count)}`),
    person: (count, person, backlog) =>
      person + backlog === 0 ? `look at it, ${landed(count)}` : sentence(...rest(person, backlog), landed(count)),
    handedOver: (count) => `${records(count)} in files to be uploaded by hand`,
    serverAway: (count, person, backlog) =>
      sentence('the server stayed away', landed(count), ...rest(0, backlog), ...rest(person, 0)),
    waiting: (count, person, backlog) => sentence(landed(count), ...rest(0, backlog), ...rest(person, 0)),
    busy: 'not started, another run is at work',
    stopped: (count, person, backlog) => sentence('stopped', landed(count), ...rest(0, backlog), ...rest(person, 0)),
    failed: (count, what) => `FAILED${count > 0 ? ` after ${landed(count)}` : ''}: ${what}`,
    signature: (name, version, command, started, ended, exitCode) =>
      `${name}, vax-upload ${version}: ${command}, ${started} to ${ended}, exit code ${exitCode}`,
    unasked: 'Sent because `notify:` in vax-upload.yaml there says so.',
    test: 'test message, all is well',
    testBody: (name, version) =>
      `Somebody has typed \`vax-upload notify\` on ${name} (vax-upload ${version}) to see whether this arrives. There is nothing to do.`,
    ways: { ping: 'ping', command: 'command', webhook: 'webhook', email: 'e-mail' },
    tried: (way, host) =>
      ({
        ping: `The ping has arrived${host ? ` at ${host}` : ''} (as a note: the state of the check stays as it is).`,
        command: 'The command has run and ended well.',
        webhook: `The webhook${host ? ` at ${host}` : ''} has taken the test message.`,
        email: `The mail server${host ? ` ${host}` : ''} has taken the test letter. Look whether it arrives.`,
      })[way],
    sum: (bad) =>
      bad === 0
        ? 'Every way works.'
        : `${bad === 1 ? 'One way does' : `${n(bad)} ways do`} not work. Nothing of it stops a night: records go out all the same.`,
  };
}
