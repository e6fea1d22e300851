/** Before each file of tests. */
import { afterAll } from 'vitest';
import { removeOwnFolders } from './support/own-folder.ts';

afterAll(removeOwnFolders);
