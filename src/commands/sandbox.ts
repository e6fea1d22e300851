/** `sandbox`: the training server alone, with its page, until Ctrl-C. */
import { resolve } from 'node:path';
import { isAddress } from '../config/state.ts';
import { RunError } from '../errors.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { jsonLine } from '../printable.ts';
import { writeFitted, writeLines } from '../report/output.ts';
import type { CommonOptions, Context } from '../run/context.ts';
import { inCommand } from '../run/in-command.ts';
import { startSandbox } from '../sandbox/server.ts';
import { TRAINING } from '../sandbox/training.ts';
import { PRESETS, type Preset, seededRandom } from '../sandbox/weather.ts';

export interface SandboxOptions extends CommonOptions {
  readonly port?: string;
  readonly weather?: string;
  readonly seed?: string;
  /** How many times faster than in reality the weather changes. */
  readonly scale?: string;
}

const DEFAULT_PORT = 8787;
/** An hour of Kendal in a minute: slow enough to watch. */
const DEFAULT_SCALE = 60;

export async function sandbox(options: SandboxOptions, context: Context): Promise<ExitCode> {
  return inCommand(options, context, async ({ setup }) => {
    const { messages, json } = setup;
    const weather = options.weather ?? 'kendal';
    if (!isPreset(weather))
      throw new RunError('VALUE_WRONG', {
        option: '--weather',
        given: weather,
        expected: `--weather ${PRESETS.join(' | ')}`,
      });
    const seed = number('--seed', options.seed, TRAINING.seed);
    if (options.state !== undefined && isAddress(options.state))
      throw new RunError('CONFIG_VALUE', { file: '--state', key: 'state', expected: './sandbox.db' });
    const server = await startSandbox({
      port: number('--port', options.port, DEFAULT_PORT),
      weather,
      seed,
      scale: number('--scale', options.scale, DEFAULT_SCALE),
      latencyMs: TRAINING.latencyMs,
      clock: context.clock,
      random: seededRandom(seed),
      keepPage: true,
      ...(options.state === undefined ? {} : { path: resolve(context.cwd, options.state) }),
    });
    const { sandbox: say } = messages;
    if (json)
      writeLines(context.out, [
        jsonLine({ url: server.url, page: server.window('/'), effects: `${server.url}/admin/effects`, weather, seed }),
      ]);
    else writeFitted(context.out, [say.ready(server.window('/'), weather), say.howTo(server.url), say.stop]);
    await new Promise<void>((stopped) => {
      if (context.stop.finish.aborted) stopped();
      context.stop.finish.addEventListener('abort', () => stopped(), { once: true });
    });
    await server.close();
    return EXIT.done;
  });
}

function isPreset(word: string): word is Preset {
  return (PRESETS as readonly string[]).includes(word);
}

function number(option: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const value = Number(text);
  const fits =
    Number.isFinite(value) && value >= 0 && (option !== '--port' || (Number.isInteger(value) && value < 65_536));
  if (text.trim() === '' || !fits)
    throw new RunError('VALUE_WRONG', { option, given: text, expected: `${option} ${otherwise}` });
  return value;
}
