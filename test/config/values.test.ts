import { describe, expect, it } from 'vitest';
import { flagOf, variableOf } from '../../src/config/environment-layer.ts';
import { optionTree, valuePaths } from '../../src/config/option-tree.ts';
import { configSchema } from '../../src/config/schema.ts';
import { parseDuration, zone } from '../../src/config/values.ts';

describe('durations', () => {
  it.each([
    ['250ms', 250],
    ['1s', 1_000],
    ['5m', 300_000],
    ['8h', 28_800_000],
    ['1.5h', 5_400_000],
    ['0s', 0],
    [' 60s ', 60_000],
    ['576h', 2_073_600_000],
    ['577h', undefined],
    ['60', undefined],
    ['', undefined],
    ['1d', undefined],
    ['-1s', undefined],
    ['1 s', undefined],
    ['1h30m', undefined],
    ['1e3s', undefined],
    ['.5s', undefined],
    ['5M', undefined],
  ])('%s', (text, ms) => expect(parseDuration(text)).toBe(ms));
});

describe('time zones', () => {
  it.each([
    ['WIB', 'Asia/Jakarta'],
    ['wita', 'Asia/Makassar'],
    [' WIT ', 'Asia/Jayapura'],
    ['Asia/Dili', 'Asia/Dili'],
    ['WIBB', undefined],
    ['', undefined],
  ])('%j', (text, name) => expect(zone().safeParse(text).data).toBe(name));
});

describe('names by rule', () => {
  it.each([
    ['delivery.batchSize', 'VAX_UPLOAD_DELIVERY_BATCHSIZE', '--batch-size'],
    ['target.url', 'VAX_UPLOAD_TARGET_URL', '--url'],
    ['state', 'VAX_UPLOAD_STATE', '--state'],
    ['language', 'VAX_UPLOAD_LANGUAGE', '--lang'],
    ['delivery.window.until', 'VAX_UPLOAD_DELIVERY_WINDOW_UNTIL', '--until'],
  ])('%s', (path, variable, flag) => {
    expect(variableOf(path)).toBe(variable);
    expect(flagOf(path)).toBe(flag);
  });

  it('no two options share a variable', () => {
    const variables = valuePaths(optionTree(configSchema)).map(variableOf);
    expect(variables.length).toBeGreaterThan(25);
    expect(new Set(variables).size).toBe(variables.length);
  });
});
