/**
 * Delivery broken on purpose. A proof that finds nothing wrong proves only as much as it would find, so each of these
 * must be found. They are changes of the source text: a mutation whose text is gone is an error, so the list stays
 * true.
 */

export interface Mutation {
  /** What the broken program does. */
  readonly name: string;
  /** The seed to begin with, where the first ones have no case of it: each takes a tenth of a second. */
  readonly firstSeed?: number;
  readonly changes: readonly { readonly file: string; readonly from: string; readonly to: string }[];
}

const judge = 'src/delivery/judge.ts';
const blame = 'src/delivery/blame.ts';
const deliver = 'src/delivery/deliver.ts';
const doubts = 'src/delivery/settle-doubts.ts';
const pace = 'src/delivery/pace.ts';
const outage = 'src/delivery/pace-outage.ts';
const grace = 'src/delivery/grace.ts';
const ledger = 'src/ledger/sqlite/delivery.ts';
const doubtsOfLedger = 'src/ledger/sqlite/doubts.ts';
const requests = 'src/ledger/sqlite/requests.ts';
const retry = 'src/ledger/sqlite/retry.ts';
const people = 'src/ledger/sqlite/people.ts';
const store = 'src/ledger/sqlite/entry-store.ts';

export const MUTATIONS: readonly Mutation[] = [
  {
    name: 'takes a timeout for unsent',
    changes: [
      {
        file: judge,
        from: 'again || answer.reachedServer ?',
        to: "again || (answer.reachedServer && answer.cause !== 'timeout') ?",
      },
    ],
  },
  {
    name: 'takes a 5xx for unsent',
    changes: [
      {
        file: judge,
        from: 'again || answer.reachedServer ?',
        to: "again || (answer.reachedServer && answer.cause !== 'server-error') ?",
      },
    ],
  },
  {
    name: 'takes 401, 404 or a redirect for unsent',
    changes: [{ file: judge, from: 'again || !answer.unsent ? IN_DOUBT : UNSENT', to: 'again ? IN_DOUBT : UNSENT' }],
  },
  {
    name: 'halves on 413 or 400 without proof that nothing was stored',
    firstSeed: 100,
    changes: [
      { file: judge, from: 'answer.unsent && !again && batch.keys.length > 1', to: '!again && batch.keys.length > 1' },
    ],
  },
  {
    name: 'takes 429 for unsent',
    changes: [
      {
        file: judge,
        from: 'again || answer.reachedServer ?',
        to: "again || (answer.reachedServer && answer.cause !== 'throttled') ?",
      },
    ],
  },
  {
    name: 'takes a refusal for a verdict while nothing passes',
    changes: [
      {
        file: blame,
        from: '  if (passes >= PASSES_IN_GOOD_WEATHER && refusals === 0) return isReasoned ? VERDICT : 2;',
        to: '  if (passes >= 0) return BLAME_BEFORE_QUARANTINE;',
      },
    ],
  },
  {
    name: 'sends again under the old key when the server has forgotten it',
    firstSeed: 50,
    changes: [{ file: judge, from: 'const TRUSTED_LIFE = 0.9;', to: 'const TRUSTED_LIFE = 1_000;' }],
  },
  {
    name: 'sends other bytes under the old key after an update',
    firstSeed: 295,
    changes: [
      {
        file: doubtsOfLedger,
        from: "if (!sealer.fingerprint(bytes).equals(batch['request'] as Uint8Array)) {",
        to: 'if (false) {',
      },
    ],
  },
  {
    name: 'sends what is in doubt under a new key',
    changes: [{ file: judge, from: "return { kind: 'resend' };", to: "return { kind: 'release', parts: 0 };" }],
  },
  {
    name: 'takes one "absent" for proof',
    firstSeed: 70,
    changes: [{ file: judge, from: 'doubt.misses > 0 && doubt.missing === missing && ', to: '' }],
  },
  {
    name: 'takes an unanswered question for "absent"',
    changes: [
      {
        file: doubts,
        from: 'const answer = asks\n    ? await target.find(await soughtIn(parts, doubt), signal)\n    : withoutAsking(doubt, overwrites === true);',
        to: "const heard = await target.find(await soughtIn(parts, doubt), signal);\n  const answer = heard.kind === 'outage' ? { kind: 'found', results: new Map(doubt.keys.map((key) => [key, 'absent'])) } : heard;",
      },
    ],
  },
  {
    name: 'asks at once instead of waiting for the server to finish',
    changes: [{ file: 'src/delivery/next-work.ts', from: ' && doubt.dueInMs <= 0;', to: ';' }],
  },
  {
    name: 'forgets what a dead run had sent',
    changes: [{ file: deliver, from: 'await ledger.recover(started);', to: '' }],
  },
  {
    name: 'takes what a dead run had sent for unsent',
    changes: [{ file: doubtsOfLedger, from: "step('sending', 'found-sending')", to: "step('sending', 'unsent')" }],
  },
  {
    name: 'believes a short reply',
    changes: [
      { file: 'src/target/json/body.ts', from: ' || results.length !== keys.length', to: '' },
      {
        file: ledger,
        from: 'verdicts.get(key) ?? IN_DOUBT',
        to: "verdicts.get(key) ?? { kind: 'accepted', receipt: 'V-0' }",
      },
    ],
  },
  {
    name: 'sends under new keys what the server may still be working on',
    firstSeed: 50,
    changes: [{ file: judge, from: 'const LONGEST_WORK = 10;', to: 'const LONGEST_WORK = 0;' }],
  },
  {
    name: 'buries a good record for outages',
    firstSeed: 145,
    changes: [
      { file: blame, from: 'const batch = isGoodWeather ? 2 : nothingElse ? 1 : 0;', to: 'const batch = 4;' },
      {
        file: blame,
        from: 'const record = isGoodWeather ? 2 : nothingElse && isOwn ? 1 : 0;',
        to: 'const record = 4;',
      },
    ],
  },
  {
    name: 'sends poison again and again',
    firstSeed: 30,
    changes: [
      {
        file: blame,
        from: 'const BLAME_BEFORE_NEW_KEY = 4;',
        to: 'const BLAME_BEFORE_NEW_KEY = Number.POSITIVE_INFINITY;',
      },
    ],
  },
  {
    name: 'claims without writing the intent down',
    changes: [{ file: ledger, from: "step('pending', 'claimed')", to: 'STATE.pending' }],
  },
  {
    name: 'hammers a server that is down',
    changes: [{ file: outage, from: '? Math.max(0, probePause(pace, random) - Math.max(0, ms))', to: '? 1_000' }],
  },
  {
    name: 'takes a lookup that answers for a server that stores',
    changes: [
      {
        file: pace,
        from: '  return { ...pace, tokens, questions, notBefore: Math.max(now, pace.askedUntil), ...silence };',
        to: "  return { ...pace, tokens: 500, weather: 'careful', failures: 0, notBefore: now };",
      },
    ],
  },
  {
    name: 'counts an entry that the server refused as accepted',
    changes: [
      {
        file: 'src/ledger/states.ts',
        from: "    refused: 'refused',\n    unsent",
        to: "    refused: 'accepted',\n    unsent",
      },
    ],
  },
  {
    name: 'sends what is in doubt again as if it were refused',
    changes: [
      {
        file: retry,
        from: 'const REFUSED = `state = ',
        // In doubt is 2, refused is 4.
        to: 'const REFUSED = `state IN (2, 4) AND 0 < ',
      },
      {
        file: retry,
        from: "retry.run(step('refused', 'retried'), id);",
        to: 'retry.run(STATE.pending, id);',
      },
    ],
  },
  {
    name: 'sends nothing again that was refused',
    changes: [{ file: retry, from: "for (const id of entries) retry.run(step('refused', 'retried'), id);", to: '' }],
  },
  {
    name: 'sends what was refused again with another content',
    changes: [
      {
        file: requests,
        from: 'if (!neededBy) return { row, needs: [], consignment: { key, record } };',
        to: `if (!neededBy) return { row, needs: [], consignment: {
          key, record: row['batch'] === null ? record : { ...record, programme: 'again' } } };`,
      },
    ],
  },
  {
    name: 'keeps a refusal without a reason',
    changes: [
      {
        file: 'src/target/json/body.ts',
        from: 'reasons: reasons.length > 0 ? reasons : withoutReason(status)',
        to: 'reasons',
      },
    ],
  },
  {
    name: 'gives up at the first 401, 404 or redirect',
    changes: [{ file: grace, from: 'isFinal: now - began >= grace', to: 'isFinal: true' }],
  },
  {
    name: 'goes on at full pace where everything is refused',
    firstSeed: 605,
    changes: [{ file: grace, from: 'export const MOST_REFUSALS = 10;', to: 'export const MOST_REFUSALS = 1e9;' }],
  },
  {
    name: 'takes one "absent" for a loss',
    changes: [
      {
        file: 'src/reconcile/compare.ts',
        from: "const lost = askable.filter((index) => marks[index] === markOf('lost'));",
        to: 'const lost: number[] = [];',
      },
    ],
  },
  {
    name: 'takes all that a sheet says for lost, where anything is',
    changes: [{ file: store, from: 'isLost: ({ id }) => lost.has(id),', to: 'isLost: () => lost.size > 0,' }],
  },
  {
    name: 'never takes back what is lost',
    changes: [{ file: store, from: 'lost = new Set(entries);', to: 'lost = new Set();' }],
  },
  {
    name: 'uses the name that a registry gave one person for another',
    changes: [{ file: people, from: "['who', target, role, identity, name, birthDate]", to: "['who', target, role]" }],
  },
  {
    name: 'sends a record whose person the registry was not asked about',
    changes: [
      {
        file: requests,
        from: 'return needs && { row,',
        to: 'if (!needs) return { row, needs: [], consignment: { key, record } };\n    return needs && { row,',
      },
    ],
  },
];
