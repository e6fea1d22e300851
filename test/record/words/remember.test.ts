import { expect, test } from 'vitest';
import { remember } from '../../../src/record/words/remember.ts';

test('the same answers, worked out once while there is room', () => {
  let asked = 0;
  const length = remember((text) => {
    asked++;
    return { length: text.length };
  });
  expect(length('Sinovac')).toEqual({ length: 7 });
  expect(length('Sinovac')).toBe(length('Sinovac'));
  expect(asked).toBe(1);
});

test('a column of different texts does not fill the memory', () => {
  let asked = 0;
  const count = remember(() => ++asked);
  for (let row = 0; row < 5000; row++) count(`text ${row}`);
  expect(asked).toBe(5000);
  count('text 0');
  expect(asked).toBe(5000);
  count('text 4999');
  expect(asked).toBe(5001);
});
