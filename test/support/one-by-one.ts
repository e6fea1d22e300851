/**
 * A registry that knows no keys of ours and takes one record in a request, over any other target: a dose is found by
 * its person, and a batch is as many requests, one after the other, each with a key of its own. Where one of them is
 * not answered, the batch ends there: what was heard stands, and the rest never left.
 */
import { recordKey, uuidsOf, writeNaturalKey } from '../../src/record/key.ts';
import type { RecordKey } from '../../src/record/record.ts';
import type { Answer, Batch, FindAnswer, Outage, Sought, Stop, Target, Verdict } from '../../src/target/target.ts';

const subId = uuidsOf('3f2504e0-4f89-41d3-9a0c-0305e82c3301');

export function oneByOne(base: Target): Target {
  return {
    ...base,
    traits: { ...base.traits, finds: 'by-person' },
    async find(sought, signal): Promise<FindAnswer> {
      const known = new Map(sought.flatMap((one) => (one.person ? [[keyOf(one.person), one.key] as const] : [])));
      // Without a person it is asked who answers, and nothing is said of the record.
      if (known.size === 0) return withoutResults(await base.find(sought.slice(0, 1), signal));
      const answer = await base.find(
        Array.from(known.keys(), (key) => ({ key })),
        signal,
      );
      if (answer.kind !== 'found') return answer;
      return {
        kind: 'found',
        results: new Map(Array.from(answer.results, ([key, found]) => [known.get(key) ?? key, found])),
      };
    },
    encode(batchId, consignments) {
      const requests = consignments.map((one, index) => base.encode(subId(`${batchId}/${index}`), [one]));
      return Buffer.from(requests.map((bytes) => Buffer.from(bytes).toString('base64')).join('\n'));
    },
    async send(batch, signal): Promise<Answer> {
      const verdicts = new Map<RecordKey, Verdict>();
      const requests = singles(batch);
      // What speaks against a record alone is heard as it was said.
      if (requests.length === 1 && requests[0]) return base.send(requests[0], signal);
      for (const [index, single] of requests.entries()) {
        const answer = await base.send(single, signal);
        const weather = weatherOf(answer);
        if (answer.kind === 'reply') for (const [key, verdict] of answer.verdicts) verdicts.set(key, verdict);
        if (!weather) continue;
        // Of this one is known what an outage says of it; what follows never left.
        if (weather.kind === 'outage' ? !weather.reachedServer : weather.unsent)
          verdicts.set(single.keys[0] ?? '', UNSENT);
        for (const key of batch.keys.slice(index + 1)) verdicts.set(key, UNSENT);
        return { kind: 'reply', verdicts, weather };
      }
      return { kind: 'reply', verdicts };
    },
  };
}

/** As such a registry would find it: by who it is, and not by the key that we gave it. */
function keyOf(person: NonNullable<Sought['person']>): RecordKey {
  return recordKey(writeNaturalKey(person));
}

function withoutResults(answer: FindAnswer): FindAnswer {
  return answer.kind === 'found' ? { kind: 'found', results: new Map() } : answer;
}

const UNSENT: Verdict = { kind: 'unsent' };

function singles({ id, keys, bytes }: Batch): Batch[] {
  const requests = Buffer.from(bytes).toString().split('\n');
  return keys.map((key, index) => ({
    id: subId(`${id}/${index}`),
    keys: [key],
    bytes: Buffer.from(requests[index] ?? '', 'base64'),
  }));
}

function weatherOf(answer: Answer): Outage | Stop | undefined {
  switch (answer.kind) {
    case 'reply':
      return answer.weather;
    case 'outage':
    case 'stop':
      return answer;
    case 'split':
    case 'refused-whole':
      // One record, and yet no word on it: whoever says so may be refusing everything.
      return { kind: 'outage', cause: 'refusing', reachedServer: true };
  }
}
