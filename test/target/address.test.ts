import { describe, expect, it } from 'vitest';
import { addressOf, endpoint, isInTheClear } from '../../src/target/address.ts';

describe('addresses', () => {
  it.each([
    ['https://registry.example/v1', 'https://registry.example/v1/submissions', 'https://registry.example/v1'],
    ['https://registry.example/v1/', 'https://registry.example/v1/submissions', 'https://registry.example/v1'],
    ['https://registry.example', 'https://registry.example/submissions', 'https://registry.example'],
    ['https://registry.example//', 'https://registry.example/submissions', 'https://registry.example'],
    ['https://Registry.Example:443/v1', 'https://registry.example/v1/submissions', 'https://registry.example/v1'],
    ['http://127.0.0.1:8080/a/b', 'http://127.0.0.1:8080/a/b/submissions', 'http://127.0.0.1:8080/a/b'],
    ['https://r.example/v1?tenant=33.24', 'https://r.example/v1/submissions?tenant=33.24', 'https://r.example/v1'],
    ['https://r.example/?tenant=1', 'https://r.example/submissions?tenant=1', 'https://r.example'],
    ['https://user:secret@r.example/v1#x', 'https://r.example/v1/submissions', 'https://r.example/v1'],
  ])('%s', (base, joined, named) => {
    expect(endpoint(base, 'submissions').href).toBe(joined);
    expect(addressOf(base)).toBe(named);
  });

  it.each([
    ['https://registry.example/v1', false],
    ['http://registry.example/v1', true],
    ['http://192.168.1.10:8080', true],
    ['http://127.0.0.1:8080', false],
    ['http://127.1:8080', false],
    ['http://LOCALHOST/v1', false],
    ['http://training.localhost/v1', false],
    ['http://[::1]:8080', false],
    ['http://0.0.0.0:8080', false],
    ['http://[::]:8080', false],
    ['http://localhost.registry.example', true],
    ['http://127.0.0.1.registry.example', true],
  ])('%s leaves this computer without encryption: %s', (address, inTheClear) => {
    expect(isInTheClear(address)).toBe(inTheClear);
  });

  it('what is no address is a mistake in the configuration', () => {
    expect(() => endpoint('registry', 'submissions')).toThrow(TypeError);
  });
});
