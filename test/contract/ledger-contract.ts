/**
 * What every ledger must do, wherever it keeps its entries. Each ledger's own tests call this with a way to make a new
 * one.
 */
import { afterEach, describe } from 'vitest';
import { Desk, type LedgerHome } from '../support/ledger-desk.ts';
import { admissionContract } from './ledger/admission.ts';
import { correctionContract } from './ledger/corrections.ts';
import { deliveryContract } from './ledger/delivery.ts';
import { fileContract } from './ledger/files.ts';
import { handedOverContract } from './ledger/handed-over.ts';
import { historyContract } from './ledger/history.ts';
import { namesakeContract } from './ledger/namesakes.ts';
import { peopleContract } from './ledger/people.ts';
import { provinceContract } from './ledger/province.ts';
import { reportContract } from './ledger/reports.ts';
import { retryContract } from './ledger/retry.ts';
import { settledContract } from './ledger/settled.ts';
import { workersContract } from './ledger/workers.ts';

/** Desks with a new ledger each, on which a run has begun. */
export interface Homes {
  desk(): Promise<Desk>;
}

export function ledgerContract(name: string, newHome: () => Promise<LedgerHome>): void {
  describe(`${name}: what every ledger must do`, () => {
    const desks: Desk[] = [];
    const homes: Homes = {
      async desk() {
        const desk = new Desk(await newHome());
        desks.push(desk);
        await desk.nextRun();
        return desk;
      },
    };

    afterEach(async () => {
      for (const desk of desks.splice(0)) {
        await desk.leave();
        await desk.home.remove();
      }
    });

    admissionContract(homes);
    correctionContract(homes);
    settledContract(homes);
    namesakeContract(homes);
    fileContract(homes);
    deliveryContract(homes);
    handedOverContract(homes);
    workersContract(homes);
    peopleContract(homes);
    retryContract(homes);
    provinceContract(homes);
    reportContract(homes);
    historyContract(homes);
  });
}
