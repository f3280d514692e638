import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
/** Of Jest's own version, which package.json does not name. */
const { ModuleMocker } = createRequire(require.resolve('jest'))('jest-mock');

/** The worker's own globals, for modules that Node loads once for all of its test files. */
export default class NativeEnvironment {
  global = globalThis;
  moduleMocker = new ModuleMocker(globalThis);
  #before = { console: globalThis.console, exit: process.exit };

  constructor({ projectConfig }) {
    Object.assign(globalThis, projectConfig.globals);
  }

  async setup() {}

  async teardown() {
    globalThis.console = this.#before.console;
    process.exit = this.#before.exit;
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  getVmContext() {
    return null;
  }
}
