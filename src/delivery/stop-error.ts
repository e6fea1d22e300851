/** A stop, as it is told in the end. */
import { RunError, type RunErrorCode } from '../errors.ts';
import type { Stop } from '../target/target.ts';

/** The exit of a run whose delivery was stopped by the server, as the error that is shown. */
export function stopError(stop: Stop, target: string): RunError {
  if (stop.error) return stop.error;
  return new RunError(STOP_ERRORS[stop.why], {
    target,
    ...(stop.status === undefined ? {} : { status: stop.status }),
  });
}

const STOP_ERRORS = {
  unauthorised: 'SERVER_UNAUTHORISED',
  misconfigured: 'SERVER_MISCONFIGURED',
  untrusted: 'SERVER_UNTRUSTED',
  uncertified: 'CERTIFICATE_REFUSED',
  disk: 'DISK_FAILED',
} as const satisfies Record<Stop['why'], RunErrorCode>;
