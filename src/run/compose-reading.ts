/**
 * The composition root of reading: it turns a configuration into rules. Apart from compose.ts, because `check` and
 * `template` know no server and no ledger, and loading those is a fifth of the processor time of a small sheet
 * (docs/performance.md).
 */
import { readMapping } from '../config/mapping-file.ts';
import type { FileToRead } from '../intake/file-messages.ts';
import { vaccineChoices } from '../record/fields/vaccines.ts';
import type { KnownForms } from '../record/header/form.ts';
import { programmeNamed } from '../record/programme/programmes.ts';
import type { ReadingRules } from '../record/rules.ts';
import { DEFAULT_LIMITS } from '../source/source.ts';
import type { TemplateChoices } from '../template/template-columns.ts';
import type { Context } from './context.ts';
import { checkedSet } from './set-flag.ts';
import type { Setup } from './setup.ts';
import { todayIn, zoneMinutes } from './time-window.ts';

/**
 * How files are read in this run. `forms`: what is known of headings from before. @throws RunError SET_VALUE, and what
 * `readMapping` throws.
 */
export async function wireReading(
  { config, columns, constants: set }: Setup,
  { clock, uid }: Context,
  forms: KnownForms,
): Promise<Omit<FileToRead, 'name' | 'path'>> {
  const { reading } = config.options;
  const { vaccineNames, siteNames, categoryNames, writtenNames } = await readMapping(reading.mapping, uid);
  const rules: ReadingRules = {
    today: todayIn(reading.timeZone, clock.now()),
    zone: zoneMinutes(reading.timeZone, clock.now()),
    programme: reading.programme,
    emptyNik: reading.emptyNik,
    lenientNik: reading.lenientNik,
    fixDates: reading.fixDates,
    vaccineNames,
    siteNames,
    categoryNames,
    writtenNames,
  };
  const constants = checkedSet(set, rules);
  return { rules, map: columns, constants, forms, limits: DEFAULT_LIMITS, skipHidden: reading.skipHidden };
}

/** What a blank sheet offers to choose from. Throws what `readMapping` does. */
export async function wireTemplate({ config }: Setup, { uid }: Context): Promise<TemplateChoices> {
  const { programme, mapping } = config.options.reading;
  const { choices } = await readMapping(mapping, uid);
  return {
    vaccines: vaccineChoices(choices.vaccines, programme),
    sites: choices.sites,
    categories: choices.categories,
    boosters: !programmeNamed(programme).isBorrowed,
  };
}
