/**
 * How far a request got. Read off the socket itself, because an error's code does not tell: ECONNRESET comes before,
 * during and after sending. Node writes nothing of a request before the connection is made, and nothing of it in clear
 * or cipher before the TLS hand-shake is over (test/target/http/client.test.ts proves both on real sockets).
 */
import type { ClientRequest } from 'node:http';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

/** `open`: a byte of the request may have left. The other two: certainly none has. */
export type Phase = 'unconnected' | 'hand-shaking' | 'open';

/**
 * TLS sockets whose hand-shake we have seen begin and not end; a pooled one may be handed to a second request
 * meanwhile.
 */
const handShaking = new WeakSet<Socket>();

/**
 * Tells `reached` of every step of this request's connection. A socket that was not seen to begin counts as open:
 * unsure is true.
 */
export function watchPhase(request: ClientRequest, reached: (phase: Phase) => void): void {
  const look = (socket: Socket) => {
    if (!(socket instanceof TLSSocket)) {
      if (socket.connecting) socket.once('connect', () => reached('open'));
      else reached('open');
      return;
    }
    if (socket.connecting) {
      handShaking.add(socket);
      socket.once('connect', () => reached('hand-shaking'));
    } else if (handShaking.has(socket)) {
      reached('hand-shaking');
    } else {
      reached('open');
      return;
    }
    socket.once('secureConnect', () => {
      handShaking.delete(socket);
      reached('open');
    });
  };
  if (request.socket) look(request.socket);
  else request.once('socket', look);
}
