#!/usr/bin/env node
// Plain old JavaScript: it must run on any Node, to say in clear words that one is too old.

// SIGUSR1 asks a run where it is. Node would open its debugger at this signal, and with it the memory of the program to
// everybody on this computer; a listener takes its place.
process.on('SIGUSR1', () => {});

var major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error('Error: vax-upload needs Node 24 or newer; this is ' + process.version + '.');
  console.error(
    'Try: in a checkout, `npx vax-upload …` brings the right one; elsewhere install Node 24 from nodejs.org.',
  );
  process.exitCode = 2;
} else {
  // A signal that came before we were read has opened it, or will at the next turn: it is closed again, unless somebody
  // has asked for it (--inspect).
  if (!/--inspect(?!-port|-publish)/.test(process.execArgv.concat(process.env.NODE_OPTIONS || '').join(' '))) {
    closeDebugger();
    setImmediate(closeDebugger);
    setTimeout(closeDebugger, 50).unref();
  }
  import('../dist/cli.js').catch((error) => {
    if (error && error.code === 'ERR_MODULE_NOT_FOUND' && /dist.cli\.js/.test(error.message)) {
      console.error('Error: vax-upload was not built yet.');
      console.error('Try: npm run build');
      process.exitCode = 2;
      return;
    }
    throw error;
  });
}

function closeDebugger() {
  var inspector = process.getBuiltinModule('node:inspector');
  var isOpen = inspector !== undefined && inspector.url() !== undefined;
  if (isOpen) inspector.close();
}
