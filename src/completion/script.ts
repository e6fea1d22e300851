import { bashScript } from './bash.ts';
import { fishScript } from './fish.ts';
import type { Grammar, Shell } from './grammar.ts';
import { powershellScript } from './powershell.ts';
import { zshScript } from './zsh.ts';

const SCRIPTS: Readonly<Record<Shell, (grammar: Grammar) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
  powershell: powershellScript,
};

/** The script with which a shell completes a command line; its descriptions are those of the grammar. Pure. */
export function completionScript(shell: Shell, grammar: Grammar): string {
  return SCRIPTS[shell](grammar);
}
