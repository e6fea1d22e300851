/**
 * The rules of columns, in the order in which they are asked: of several that refuse a file the first is said, so the
 * plainer cause stands first.
 */
import type { ColumnRule } from '../finding.ts';
import { familyCards } from './family-cards.ts';
import { hiddenRows } from './hidden-rows.ts';
import { instants } from './instants.ts';
import { mixedBirthDates } from './mixed-birth-dates.ts';
import { mixedDoseDates } from './mixed-dose-dates.ts';
import { otherOrders } from './other-orders.ts';
import { reversedSexes } from './reversed-sexes.ts';
import { sharedNumbers } from './shared-numbers.ts';
import { strangeAges } from './strange-ages.ts';
import { strangeNiks } from './strange-niks.ts';
import { unclearPresence } from './unclear-presence.ts';
import { unreadNiks } from './unread-niks.ts';
import { unreadRemarks } from './unread-remarks.ts';
import { zerosInNiks } from './zeros-in-niks.ts';

export const RULES: readonly ColumnRule[] = [
  mixedBirthDates,
  sharedNumbers,
  hiddenRows,
  unreadRemarks,
  zerosInNiks,
  familyCards,
  mixedDoseDates,
  otherOrders,
  instants,
  unreadNiks,
  strangeNiks,
  reversedSexes,
  strangeAges,
  unclearPresence,
];
