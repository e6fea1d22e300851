#!/usr/bin/env node
// Plain old JavaScript: it must run on any Node, to say in clear words that one is too old.
var major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error('Error: vax-upload needs Node 24 or newer; this is ' + process.version + '.');
  console.error(
    'Try: in a checkout, `npx vax-upload …` brings the right one; elsewhere install Node 24 from nodejs.org.',
  );
  process.exitCode = 2;
} else {
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
