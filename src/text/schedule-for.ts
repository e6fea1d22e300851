import { scheduleEn } from './en/schedule.ts';
import { scheduleId } from './id/schedule.ts';
import type { Language } from './language.ts';
import type { ScheduleWords } from './schedule.ts';

export const SCHEDULE: Readonly<Record<Language, ScheduleWords>> = { en: scheduleEn, id: scheduleId };
