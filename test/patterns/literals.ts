/** The patterns that stand in a TypeScript source, found by a parser and not by a pattern. */
import { type CallExpression, type NewExpression, parseSync, Visitor } from 'oxc-parser';

/** A regular expression as it stands in a file. */
export interface Literal {
  readonly pattern: string;
  readonly flags: string;
  /** Its line in the file, from 1. */
  readonly line: number;
}

/** What one source holds of patterns. */
export interface Patterns {
  readonly literals: readonly Literal[];
  /** Lines on which a pattern is put together at run time: nobody can look at such a one beforehand. */
  readonly built: readonly number[];
}

/** Find every pattern of a source. Throws when the source cannot be parsed: a file not looked at is no sound file. */
export function patternsOf(path: string, source: string): Patterns {
  const { program, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  const lineAt = (offset: number) => source.slice(0, offset).split('\n').length;
  const literals: Literal[] = [];
  const built: number[] = [];
  const constructs = ({ callee, start }: CallExpression | NewExpression) => {
    if (callee.type === 'Identifier' && callee.name === 'RegExp') built.push(lineAt(start));
  };
  new Visitor({
    Literal(node) {
      if ('regex' in node) literals.push({ ...node.regex, line: lineAt(node.start) });
    },
    NewExpression: constructs,
    CallExpression: constructs,
  }).visit(program);
  return { literals, built };
}
