/** The options that every target has which is reached over HTTP: where it is, how it is reached, how to get in. */
import type { z } from 'zod';
import { path, text, yesOrNo } from '../values.ts';
import { isProxy, isServerAddress } from './address.ts';
import { auth } from './auth.ts';

/** `example`: an address of this type of server, for messages. */
export function lineOptions(example: string) {
  return {
    url: text(example, isServerAddress),
    /** Send over plain http to another computer all the same, where the line itself is safe. */
    allowHttp: yesOrNo().default(false),
    /** Certificates (PEM) of an authority that is trusted besides those of Node and of the computer. */
    caFile: path().optional(),
    /** Our own certificate (PEM, with those between it and its authority), for servers that ask for one (mutual TLS). */
    certFile: path().optional(),
    /** The private key of `certFile` (PEM, without a passphrase). */
    keyFile: path().optional(),
    /** The proxy on the way, or `none`; without it `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` of the environment. */
    proxy: text('http://proxy.example:3128 | none', isProxy).optional(),
    auth: auth.prefault({ type: 'none' }),
  };
}

/** Neither is of use without the other. */
export function certificateWithKey(
  target: { readonly type: string; readonly certFile?: string | undefined; readonly keyFile?: string | undefined },
  context: z.core.$RefinementCtx,
): void {
  const { certFile, keyFile } = target;
  if ((certFile === undefined) === (keyFile === undefined)) return;
  const [key, expected] = certFile === undefined ? ['certFile', './client.pem'] : ['keyFile', './client.key'];
  context.addIssue({ code: 'custom', path: [key], message: 'certificate', params: { expected } });
}
