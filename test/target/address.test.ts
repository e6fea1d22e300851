import { describe, expect, it } from 'vitest';
import { addressOf, endpoint } from '../../src/target/address.ts';

describe('addresses', () => {
  it.each([
    ['https://registry.example/v1', 'https://registry.example/v1/submissions', 'https://registry.example/v1'],
    ['https://registry.example/v1/', 'https://registry.example/v1/submissions', 'https://registry.example/v1'],
    ['https://registry.example', 'https://registry.example/submissions', 'https://registry.example'],
    ['https://registry.example//', 'https://registry.example/submissions', 'https://registry.example'],
    ['https://Registry.Example:443/v1', 'https://registry.example/v1/submissions', 'https://registry.example/v1'],
    ['http://127.0.0.1:8080/a/b', 'http://127.0.0.1:8080/a/b/submissions', 'http://127.0.0.1:8080/a/b'],
    ['https://r.example/v1?tenant=33.24', 'https://r.example/v1/submissions?tenant=33.24', 'https://r.example/v1?tenant=33.24'],
    ['https://r.example/?tenant=1', 'https://r.example/submissions?tenant=1', 'https://r.example?tenant=1'],
    ['https://user:secret@r.example/v1#x', 'https://r.example/v1/submissions', 'https://r.example/v1'],
  ])('%s', (base, joined, named) => {
    expect(endpoint(base, 'submissions').href).toBe(joined);
    expect(addressOf(base)).toBe(named);
  });

  it('what is no address is a mistake in the configuration', () => {
    expect(() => endpoint('registry', 'submissions')).toThrow(TypeError);
  });
});
