/** Vaccination against COVID-19 in Indonesia, 2021 to 2023. */
import type { Programme } from '../programme.ts';
import { COVID19_PRODUCTS } from './covid19-products.ts';
import { COVID19_AGES, COVID19_INTERVALS } from './covid19-rules.ts';

export const COVID19: Programme = {
  products: COVID19_PRODUCTS,
  // The booster is the third dose (KMK HK.01.07/MENKES/4638/2021 counts two).
  series: [{ primary: 2, doses: 4, boosters: 'booster boster buster lanjutan penguat boosting', beside: 'covid' }],
  words: 'covid sars cov 19 covid19',
  ages: COVID19_AGES,
  intervals: COVID19_INTERVALS,
  // Earlier doses were given abroad, or the date is wrong; before 2020 it is a slip, such as 2012 for 2021.
  begins: { here: '2021-01-13', anywhere: '2020-01-01' },
};
