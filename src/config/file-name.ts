/** Read when it is there and `--config` names no other. Apart from load.ts, which takes long to load. */
export const DEFAULT_CONFIG_FILE = 'vax-upload.yaml';
