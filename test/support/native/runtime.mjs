import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { globalsOf, sourceMaps } from './modules.mjs';

const require = createRequire(import.meta.url);
/** Of Jest's own version, which package.json does not name. */
const { default: Runtime } = createRequire(require.resolve('jest'))('jest-runtime');
const FRAMEWORK = /[\\/]jest-circus[\\/]/;

let files = 0;

/**
 * Jest's runtime without its VM contexts: Node loads every module itself, the program once per worker and not once
 * per test file, as in production. Half of a test file's time was loading. There is nothing for `jest.mock` to do.
 */
class NativeRuntime extends Runtime {
  #run = String((files += 1));

  constructor(...given) {
    super(...given);
    // The framework keeps its state in its modules: each test file has its own.
    for (const path of Object.keys(require.cache)) if (FRAMEWORK.test(path)) delete require.cache[path];
  }

  unstable_shouldLoadAsEsm() {
    return true;
  }

  unstable_importModule(path) {
    return import(`${pathToFileURL(path).href}?run=${this.#run}`);
  }

  requireInternalModule(from, to) {
    return createRequire(from)(to ?? from);
  }

  setGlobalsForRuntime(globals) {
    super.setGlobalsForRuntime(globals);
    globalsOf.set(this.#run, this.jestGlobals.cjsGlobals(this._testPath));
  }

  getSourceMaps() {
    return sourceMaps;
  }

  /** There is one `process` for all. */
  installGetBuiltinModule() {}

  teardown() {
    super.teardown();
    globalsOf.delete(this.#run);
  }
}

export { NativeRuntime as 'module.exports' };
