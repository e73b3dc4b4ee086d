import Module from 'node:module';
import path from 'node:path';
import { Script } from 'node:vm';
import { cacheFile, keepCode, readCode } from './kept-code.ts';
import { readProgram } from './read-program.ts';

/** Programs shorter than this, UTF-16 units, are compiled faster than their cache is read. */
const SMALL = 200_000;

type Compiled = (
  exports: unknown,
  require: NodeJS.Require,
  module: Module,
  filename: string,
  dirname: string,
) => unknown;

/** The part of Node's own loader that is told how a kind of file becomes a module. */
interface Loader {
  readonly _extensions: Record<string, (module: Module, filename: string) => unknown>;
}

/** The part of a module that is told what to do with the text of a CommonJS file. */
interface Compiling {
  _compile(content: string, filename: string): unknown;
}

/**
 * Lets large programs of `programs` start from the code that V8 compiled the last time, kept in `dir`. Node 22 has this
 * of its own (`module.enableCompileCache`). A cache of another engine, or a damaged one, is refused by V8 and not used.
 */
export function cacheCompiledCode(programs: string, dir: string): void {
  const { _extensions: extensions } = Module as unknown as Loader;
  const plain = extensions['.cjs'] ?? extensions['.js'];
  extensions['.cjs'] = (module, filename) => {
    if (path.dirname(filename) !== programs) return plain?.(module, filename);
    const content = readProgram(filename);
    if (content.length < SMALL) return (module as unknown as Compiling)._compile(content, filename);
    const file = cacheFile(dir, filename);
    const cachedData = readCode(file);
    const options = cachedData ? { filename, cachedData } : { filename };
    const script = new Script(Module.wrap(content), options);
    if (!cachedData || script.cachedDataRejected)
      process.once('exit', () => keepCode(file, script.createCachedData()));
    const compiled = script.runInThisContext() as Compiled;
    const require = Module.createRequire(filename);
    return compiled.call(module.exports, module.exports, require, module, filename, programs);
  };
}
