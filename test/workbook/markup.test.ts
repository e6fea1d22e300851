/**
 * Text that is nearly XML, made to keep a search busy: work grows with its length, not with its square. In processor
 * time, with a wide margin.
 */
import { expect, test } from 'vitest';
import { attributeOf, attributesIn, elementsIn, withAttribute } from '../../src/workbook/markup.ts';

const LENGTH = 400_000;
const fill = (piece: string): string => piece.repeat(Math.ceil(LENGTH / piece.length));

test.each([
  ['only <', fill('<')],
  ['names that never end', `<${fill('TD')}`],
  ['tags that never end', fill('<a b="')],
  ['comments that never end', fill('<!--')],
  ['attributes without a value', `<a${fill(' b')}`],
  ['attributes of one element', `<a${fill(' b=""')}/>`],
])('%s', (_, xml) => {
  const before = process.cpuUsage();
  elementsIn(xml);
  attributeOf(xml, 'ref');
  withAttribute(xml, 'ref', 1);
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1_000).toBeLessThan(1_500);
});

test('what only looks like a tag is none', () => {
  const xml = '<?xml version="1.0"?><!DOCTYPE a><a x="1>2"><!-- <b> --><![CDATA[</a>]]><c y=\'"\'/></a>';
  const [root] = elementsIn(xml);
  expect(root).toMatchObject({ tag: 'a', attributes: ' x="1>2"', to: xml.length });
  expect(elementsIn(xml, root?.inner, root?.innerEnd)).toMatchObject([{ tag: 'c', attributes: ` y='"'` }]);
});

test('an attribute in the value of another one is none', () => {
  expect(attributesIn(` a=" ref='1' " b='2'`).map(({ name, raw }) => [name, raw])).toEqual([
    ['a', " ref='1' "],
    ['b', '2'],
  ]);
  expect(attributeOf(` a=" ref='1' "`, 'ref')).toBeUndefined();
});
