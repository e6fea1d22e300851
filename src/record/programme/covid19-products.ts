/** The COVID-19 vaccines of Indonesia: short names, codes and spellings. Others come from the mapping file. */
import type { Product } from '../programme.ts';

// ATC since 2022: J07BN01 RNA-based, 02 viral vector, 03 inactivated virus, 04 protein subunit. Data of 2021 carry
// J07BX03 for all of them. CVX: the list of the CDC as VCI's SMART Health Card terminology 2023.1 has it; without a CVX
// code where that list has none.
export const COVID19_PRODUCTS: readonly Product[] = [
  {
    name: 'coronavac',
    label: 'Sinovac (CoronaVac)',
    cvx: '511',
    atc: 'J07BN03',
    spellings:
      'coronavac|sinovac|corona vac|corona vaccine sinovac|sinovak|coronavak|sino vac|bio farma|biofarma|sinovac bio farma|sinovac biotech',
  },
  {
    name: 'astrazeneca',
    label: 'AstraZeneca',
    cvx: '210',
    atc: 'J07BN02',
    spellings:
      'astrazeneca|astra zaneca|astra zeneka|astra zenica|astrazenica|astra|az|vaxzevria|covishield|oxford astrazeneca|azd1222',
  },
  { name: 'moderna', label: 'Moderna', cvx: '207', atc: 'J07BN01', spellings: 'moderna|spikevax|mrna 1273|modena' },
  {
    name: 'pfizer',
    label: 'Pfizer',
    cvx: '208',
    atc: 'J07BN01',
    spellings: 'pfizer|comirnaty|biontech|pfizer biontech|pfizer bnt|bnt162b2|fizer|pfizzer|pzifer|phizer|pfizer inc',
  },
  {
    name: 'sinopharm',
    label: 'Sinopharm',
    cvx: '510',
    atc: 'J07BN03',
    spellings:
      'sinopharm|sinofarm|sinopham|vero cell|bibp|sinopharm bibp|bbibp corv|sinopharm vero cell|sinopharm beijing',
  },
  {
    name: 'janssen',
    label: 'Janssen',
    cvx: '212',
    atc: 'J07BN02',
    spellings: 'janssen|jansen|jansenn|j j|johnson|johnson johnson|jnj|j n j|janssen j j',
  },
  { name: 'novavax', label: 'Novavax', cvx: '211', atc: 'J07BN04', spellings: 'novavax|covovax|novavac|nuvaxovid' },
  { name: 'zifivax', label: 'Zifivax', cvx: '513', atc: 'J07BN04', spellings: 'zifivax|zivifax|zifivac' },
  {
    name: 'convidecia',
    label: 'Convidecia (CanSino)',
    cvx: '506',
    atc: 'J07BN02',
    spellings: 'convidecia|cansino|convidecia cansino|can sino|cansinobio',
  },
  {
    name: 'sputnik-v',
    label: 'Sputnik V',
    cvx: '505',
    atc: 'J07BN02',
    spellings: 'sputnik v|sputnik|sputnik 5|gam vac',
  },
  { name: 'indovac', label: 'IndoVac', atc: 'J07BN04', spellings: 'indovac|indovak|indo vac' },
  { name: 'inavac', label: 'Inavac', atc: 'J07BN03', spellings: 'inavac|inavak|ina vac' },
  { name: 'awcorna', label: 'AWcorna', atc: 'J07BN01', spellings: 'awcorna|aw corna|awcorona' },
];
