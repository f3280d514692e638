/**
 * Ends the process with one plain line on a version of Node on which the database driver would crash without a word.
 * `instead`: the command that brings a newer one along.
 */
export function refuseOldNode(instead: string): void {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 13)) return;
  console.error(
    `Tomoni needs Node 22.13 or newer; this is ${process.versions.node}. Use "${instead}", which brings its own.`,
  );
  process.exit(1);
}
