/** The paths of all options as a type: who names one that is none does not compile. */
import type { Config } from './schema.ts';

/**
 * The paths of all sections and values of a configuration: `delivery`, `delivery.retry`, `delivery.retry.first`. Names
 * that people choose have none below. Where a section has several types, the options of all of them.
 */
type PathIn<Options, Prefix extends string = ''> = Options extends unknown
  ? {
      [Key in keyof Options & string]:
        | `${Prefix}${Key}`
        | (NonNullable<Options[Key]> extends Readonly<Record<string, unknown>>
            ? string extends keyof NonNullable<Options[Key]>
              ? never
              : PathIn<NonNullable<Options[Key]>, `${Prefix}${Key}.`>
            : never);
    }[keyof Options & string]
  : never;

export type OptionPath = PathIn<Config>;
