import type { OutageCause } from '../../target/target.ts';

/** Why a server could not be reached or did not answer. */
export const outageCausesEn: Readonly<Record<OutageCause, string>> = {
  refused: 'it refuses connections',
  name: 'its name cannot be found',
  tls: 'no secure connection',
  certificate: 'its certificate cannot be trusted',
  'own-certificate': 'it does not take our certificate',
  secret: 'our token or password cannot be fetched',
  timeout: 'it does not answer',
  reset: 'it hangs up',
  'server-error': 'it has an error of its own',
  throttled: 'it asks us to slow down',
  unreadable: 'its answers cannot be read',
  refusing: 'it refuses everything',
  'turned-away': 'it turns us away',
  broken: 'its answers arrive broken',
  busy: 'it is still busy with our last request',
};
