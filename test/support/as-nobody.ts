/**
 * Work done as a user whom the rights of files bind. The superuser may write anywhere, so a test that runs as root
 * becomes somebody else meanwhile.
 */
const NOBODY = 65_534;

export async function asNobody(work: () => Promise<void>): Promise<void> {
  const isRoot = process.getuid?.() === 0;
  if (isRoot) process.seteuid?.(NOBODY);
  try {
    await work();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}
