import { compiledDir } from './compiled/folder.ts';
import { cacheCompiledCode } from './compiled/loader.ts';

cacheCompiledCode(__dirname, compiledDir());
void import('./app.ts');
