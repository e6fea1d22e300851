import { expect, test } from 'vitest';
import { passwordIn } from '../../src/postgres/pgpass.ts';
import { serviceIn } from '../../src/postgres/service.ts';

const login = { host: 'db.example.org', port: 5432, database: 'vaksin', user: 'dinkes' };

test.each([
  ['all of it', 'db.example.org:5432:vaksin:dinkes:rahasia', 'rahasia'],
  ['stars', '*:*:*:*:rahasia', 'rahasia'],
  ['the first line that fits', 'x:*:*:*:no\n*:*:*:lain:no\n*:*:vaksin:dinkes:one\n*:*:*:*:two', 'one'],
  ['a remark', '# db.example.org:5432:vaksin:dinkes:no\n*:*:*:*:yes', 'yes'],
  ['a password with colons', '*:*:*:*:a:b:c', 'a:b:c'],
  ['signs that are escaped', '*:*:*:*:a\\:b\\\\c', 'a:b\\c'],
  ['lines of Windows', '*:*:*:*:rahasia\r\n', 'rahasia'],
  ['a space belongs to it', '*:*:*:*: a ', ' a '],
  ['another host', 'lain:*:*:*:rahasia', undefined],
  ['another port', '*:6432:*:*:rahasia', undefined],
  ['no password', '*:*:*:*:', undefined],
  ['too few fields', '*:*:*:rahasia', undefined],
  ['nothing', '', undefined],
])('.pgpass: %s', (_, text, password) => expect(passwordIn(text, login)).toBe(password));

test('.pgpass: an address of IPv6, and a socket', () => {
  expect(passwordIn('\\:\\:1:5432:*:*:six', { ...login, host: '::1' })).toBe('six');
  expect(passwordIn('localhost:5432:*:*:here', { ...login, host: '/var/run/postgresql' })).toBe('here');
});

test('services are sections of a file', () => {
  const text = '# ours\n[prov]\nhost=db.example.org\n user = dinkes\npassword=a=b\n\n[lain]\nhost=lain\n';
  expect([...(serviceIn(text, 'prov') ?? [])]).toEqual([
    ['host', 'db.example.org'],
    ['user', 'dinkes'],
    ['password', 'a=b'],
  ]);
  expect([...(serviceIn(text, 'lain') ?? [])]).toEqual([['host', 'lain']]);
  expect(serviceIn(text, 'tidak-ada')).toBeUndefined();
});
