/** The way to one server over HTTP, as every target has it: a client under our name, and who looks on. */
import type { HttpClient } from '../exchange.ts';
import { type RequestSeen, watched } from '../watched.ts';
import { type HttpOptions, httpClient } from './client.ts';

export interface LineOptions extends Omit<HttpOptions, 'userAgent'> {
  /** Of vax-upload, for User-Agent. */
  readonly version: string;
  /** Told of every request when it has come to its end. */
  readonly sawRequest?: (seen: RequestSeen) => void;
}

/** Creating it does not touch the network. */
export function line({ version, sawRequest, ...options }: LineOptions): HttpClient {
  const client = httpClient({ ...options, userAgent: `vax-upload/${version}` });
  return sawRequest ? watched(client, sawRequest) : client;
}
