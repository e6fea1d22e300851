/**
 * `npm run layers`: writes the rules of build/layers.ts into biome.json and its table into ARCHITECTURE.md. A room that
 * is new, or may import another one, is changed there and nowhere else.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { withRules, withTable } from './layer-rules.ts';

const BIOME = 'biome.json';
const DOCUMENT = 'ARCHITECTURE.md';

writeFileSync(BIOME, JSON.stringify(withRules(JSON.parse(readFileSync(BIOME, 'utf8'))), null, 2));
execFileSync('npx', ['biome', 'format', '--write', BIOME], { stdio: 'inherit' });
writeFileSync(DOCUMENT, withTable(readFileSync(DOCUMENT, 'utf8')));
