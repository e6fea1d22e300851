/** A server of JSON over HTTP that speaks another API than ours: a file describes it (docs/targets/json.md). */
import { z } from 'zod';
import { path, text } from '../values.ts';

/** Names that a description uses: `{{values.faskes}}`, `{{secrets.login}}`. */
const name = () => text('faskes', (value) => /^[A-Za-z][A-Za-z0-9]*$/.test(value));

export const describedServer = z.strictObject({
  /** The file that says how the server is spoken to. */
  description: path(),
  /** What the description leaves to each place, by name. */
  values: z.record(name(), text('11010101')).prefault({}),
  /** Secrets that the description names: where each is, or who knows it. */
  secrets: z
    .record(
      name(),
      z
        .strictObject({ file: path().optional(), command: text('pass show vax-upload').optional() })
        .superRefine(({ file, command }, context) => {
          if ((file === undefined) !== (command === undefined)) return;
          const params = { expected: file === undefined ? './secret' : 'file | command' };
          context.addIssue({ code: 'custom', path: ['file'], message: 'secret', params });
        }),
    )
    .prefault({}),
});
