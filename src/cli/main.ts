import { refuseOldNode } from '../shared/node-version.js';

/** One file per command; it is loaded only when it is asked for. `run` answers the exit code. */
const commands: Readonly<Record<string, () => Promise<{ run(args: readonly string[]): Promise<number> }>>> = {
  'audit-head': () => import('./audit-head.js'),
  check: () => import('./check.js'),
  'create-admin': () => import('./create-admin.js'),
  demo: () => import('./demo.js'),
  'demo-code': () => import('./demo-code.js'),
  'curriculum-report': () => import('./curriculum-report.js'),
  'dialogue-graph': () => import('./dialogue-graph.js'),
  fmt: () => import('./fmt.js'),
  schema: () => import('./schema.js'),
  'verify-audit': () => import('./verify-audit.js'),
};

refuseOldNode('npm run tomoni -- <command>');
const [name = '', ...args] = process.argv.slice(2);
const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (load) process.exitCode = await (await load()).run(args);
else {
  process.stderr.write(`npm run tomoni -- ${Object.keys(commands).join(' | ')}\n`);
  process.exitCode = 2;
}
