/** Real shells are given the script and a Tab. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run, vaxUpload } from '../support/program.ts';
import { hasTerminal, typedInto } from '../support/typing.ts';

const has = (shell: string): boolean => spawnSync(shell, ['--version']).status === 0;

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vax-completion-'));
  writeFileSync(join(folder, 'data maret.xlsx'), '');
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { exitCode, out } = await vaxUpload(['completion', shell], { cwd: folder });
    expect(exitCode).toBe(0);
    writeFileSync(join(folder, `completion.${shell}`), out);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What is typed before the Tab, and what then stands there. */
const TYPED: readonly (readonly [name: string, before: string, after: string])[] = [
  ['a command', 'stat', 'status'],
  ['a flag of a command', 'import --fix', 'import --fix-dates'],
  ['a flag of every command', 'status --verb', 'status --verbose'],
  ['a flag without a command', '--vers', '--version'],
  ['a choice', 'status --lang i', 'status --lang id'],
  ['a server', 'import --to sand', 'import --to sandbox'],
  ['a weather', 'sandbox --weather k', 'sandbox --weather kendal'],
  ['a word after a command', 'mappings forg', 'mappings forget'],
  ['a shell', 'completion po', 'completion powershell'],
  ['a file after a command, with a space in its name', 'import da', 'import data maret.xlsx'],
  ['a file after a flag', 'status --config da', 'status --config data maret.xlsx'],
  ['a file after other flags', 'check --lang id --rows da', 'check --lang id --rows data maret.xlsx'],
];

/** Starts a shell with nobody's settings, in which `vax-upload` says what it was given. */
const SHELLS: Readonly<Record<string, { readonly start: string; readonly prepare: string }>> = {
  bash: {
    start: 'bash --noprofile --norc -i',
    prepare: 'vax-upload() { echo "<$*>"; }; source completion.bash; PS1=\'ready%\'',
  },
  zsh: {
    start: 'zsh -f -i',
    prepare:
      'vax-upload() { print -r -- "<$*>" }; autoload -Uz compinit; compinit -u -D; source ./completion.zsh; unsetopt zle_bracketed_paste; PS1=\'ready%%\'',
  },
  fish: {
    start: 'fish --no-config -i',
    prepare:
      'function vax-upload; echo "<$argv>"; end; source completion.fish; function fish_prompt; echo -n ready%; end; function fish_right_prompt; end',
  },
};

describe.concurrent.each(Object.entries(SHELLS))('%s', (shell, { start, prepare }) => {
  test.runIf(hasTerminal && has(shell))('completes what somebody has begun to type', { timeout: 90_000 }, async () => {
    const keys = TYPED.flatMap(([, before, after]) => [
      [/ready%/, `vax-upload ${before}\t`, 150] as const,
      [new RegExp(before.slice(0, 4)), '\r', 1500] as const,
      [new RegExp(`<${after.replaceAll('.', '\\.')} ?>`), '\r'] as const,
    ]);
    const first = [/[$%>#] ?/, `${prepare}\r`, 500] as const;
    const { out } = await typedInto(start, [first, ...keys, [/ready%/, 'exit\r', 100]], {
      cwd: folder,
      env: { HOME: folder },
      within: 80_000,
    });
    for (const [name, , after] of TYPED) expect(out, name).toContain(`<${after}`);
  });
});

/** What bash finds for these words, the last of which is being typed. */
async function bashOffers(words: readonly string[]): Promise<readonly string[]> {
  const list = words.map((word) => `'${word}'`).join(' ');
  const script = `source completion.bash; COMP_WORDS=(vax-upload ${list}); COMP_CWORD=${words.length}; _vax_upload; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { out, err } = await run('bash', ['--noprofile', '--norc', '-c', script], { cwd: folder });
  expect(err).toBe('');
  return out.split('\n').filter((line) => line !== '');
}

describe('bash, word by word', () => {
  test.each([
    ['all commands', [''], ['import', 'resume', 'check', 'status', 'completion']],
    ['flags without a command', ['-'], ['-V', '--version', '-h', '--help']],
    ['both languages', ['status', '--lang', ''], ['id', 'en']],
    ['a value behind an equals sign, which bash cuts off', ['status', '--lang', '=', 'i'], ['id']],
    ['and an empty one', ['status', '--lang', '='], ['id', 'en']],
    ['short flags too', ['check', '-'], ['-o', '--output', '-q', '--quiet']],
    ['weathers', ['sandbox', '--weather', ''], ['kendal', 'calm', 'storm']],
    ['shells', ['completion', ''], ['bash', 'zsh', 'fish', 'powershell']],
  ])('offers %s', async (_, words, offered) => {
    expect(await bashOffers(words)).toEqual(expect.arrayContaining(offered));
  });

  test.each([
    ['where a file is wanted: bash does', ['import', 'da']],
    ['for a command that there is not', ['improt', '--']],
    ['in the second place of a command that has words in its first', ['completion', 'bash', '']],
  ])('offers no words %s', async (_, words) => {
    expect(await bashOffers(words)).toEqual([]);
  });
});

test.runIf(has('fish'))('fish shows what each is for, in the language of the reader', async () => {
  const { out } = await vaxUpload(['completion', 'fish'], { cwd: folder, env: { LANG: 'id_ID.UTF-8' } });
  writeFileSync(join(folder, 'indonesian.fish'), out);
  const asked = "source indonesian.fish; complete -C 'vax-upload stat'; complete -C 'vax-upload status --q'";
  const said = await run('fish', ['--no-config', '-c', asked], { cwd: folder, env: { HOME: folder } });
  expect(said.err).toBe('');
  expect(said.out.split('\n').slice(0, 2)).toEqual([
    expect.stringMatching(/^status\t.*[a-z]/),
    expect.stringMatching(/^--quiet\t.*salah/),
  ]);
});
