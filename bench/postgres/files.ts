/** One large CSV in as many parts as there are machines that take it in. */
import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import { largeFile } from '../generate.ts';

/** Parts of `rows` rows in all, in `folder`; their heads are the same, and no person is in two of them. */
export async function parts(rows: number, count: number, folder: string): Promise<string[]> {
  const whole = await largeFile('csv', rows);
  if (count === 1) return [whole];
  const paths = Array.from({ length: count }, (_, part) => join(folder, `part-${part + 1}-of-${count}.csv`));
  const outputs = paths.map((path) => createWriteStream(path));
  let line = -1;
  for await (const text of createInterface(createReadStream(whole))) {
    for (const [part, output] of outputs.entries())
      if (line === -1 || Math.floor((line * count) / rows) === part) output.write(`${text}\r\n`);
    line += 1;
  }
  for (const output of outputs) output.end();
  await Promise.all(outputs.map((output) => finished(output)));
  return paths;
}
