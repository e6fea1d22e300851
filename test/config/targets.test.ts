import { describe, expect, it } from 'vitest';
import { load, refusal } from './config-fixture.ts';

const yaml = `
target: { url: "https://main.example/v1", auth: { type: bearer, tokenFile: token } }
targets:
  kendal: { type: json, url: "https://kendal.example/fhir/", maxBatch: 7 }
  dinas: { url: "https://dinas.example", auth: { type: basic, username: kendal, passwordCommand: "pass show dinas" } }
`;

describe('--to', () => {
  it.each([
    ['nothing: the target of the file', undefined, { kind: 'server', path: 'target' }, 'ledger.db'],
    ['sandbox, with its own ledger', 'sandbox', { kind: 'sandbox' }, 'sandbox.db'],
    [
      'a name, with its own ledger',
      'kendal',
      { kind: 'server', path: 'targets.kendal', options: { maxBatch: 7 } },
      'ledger-kendal.db',
    ],
    [
      'the address of the target means the target',
      'https://main.example/v1/',
      { path: 'target', options: { auth: { type: 'bearer' } } },
      'ledger.db',
    ],
    [
      'the address of a named one means that one',
      'https://KENDAL.example/fhir',
      { path: 'targets.kendal' },
      'ledger-kendal.db',
    ],
    [
      'another address gets no credentials of ours',
      'https://other.example/v1',
      { path: 'to', options: { type: 'json', url: 'https://other.example/v1', auth: { type: 'none' } } },
      'ledger.db',
    ],
  ])('%s', async (_name, to, target, ledger) => {
    const loaded = await load({ yaml, flags: { to } });
    expect(loaded.target).toMatchObject(target);
    expect(loaded.options.state).toMatchObject({ path: `/kerja/.vax-upload/${ledger}` });
  });

  it('works without any file', async () => {
    expect((await load({ flags: { to: 'sandbox' } })).target).toEqual({ kind: 'sandbox' });
    expect((await load({ flags: { to: 'http://127.0.0.1:8080' } })).target).toMatchObject({
      options: { url: 'http://127.0.0.1:8080' },
    });
  });

  it.each([
    ['a name that is not there', 'kendall'],
    ['another protocol', 'ftp://a.example'],
    ['an address with a password in it', 'https://me:s3cret@a.example'],
    ['a name that every object has', 'constructor'],
  ])('refuses %s', async (_name, to) => {
    const error = await refusal({ yaml, flags: { to } });
    expect(error).toEqual({
      code: 'CONFIG_VALUE',
      params: { file: '--to', key: 'to', expected: 'sandbox | kendal | dinas | https://… | postgresql://…' },
    });
  });

  it.each([
    [
      'a ledger of the file is not for what --to names',
      `state: a/main.db${yaml}`,
      {},
      { to: 'kendal' },
      '/kerja/a/ledger-kendal.db',
    ],
    ['nor for the sandbox', `state: a/main.db${yaml}`, {}, { to: 'sandbox' }, '/kerja/a/sandbox.db'],
    ['--state with --to is meant', yaml, {}, { to: 'kendal', state: 'x.db' }, '/kerja/x.db'],
    ['both in the file are meant for each other', `to: kendal\nstate: k.db${yaml}`, {}, {}, '/kerja/k.db'],
    [
      'a ledger in the environment goes with a target in the file',
      `to: kendal${yaml}`,
      { VAX_UPLOAD_STATE: 'e.db' },
      {},
      '/kerja/e.db',
    ],
  ])('%s', async (_name, text, env, flags, state) => {
    expect((await load({ yaml: text, env, flags })).options.state).toMatchObject({ path: state });
  });
});
