import { implement } from '@orpc/server';
import { share } from '../../../shared/contract/share-contract.ts';
import { fileApart } from '../../share/file-apart.ts';
import { openShareApart } from '../../share/open-share-apart.ts';
import type { Services } from '../services.ts';
import { today } from '../today.ts';
import { ReportShelf } from './shelf.ts';

const NEVER = new AbortController().signal;

/** Binds what leaves Strata to the threads that make it. */
export function shareRoutes({ host, history, proxy, work }: Services) {
  const os = implement(share);
  const shelf = new ReportShelf();
  return {
    make: os.make.handler(async ({ input, signal = NEVER }) => {
      const config = input.input?.direct ? null : proxy.source();
      return shelf.keep(await work.one({ kind: 'report', subject: input, config }, signal));
    }),
    span: os.span.handler(async ({ input }) => {
      const { spanPreview } = await import('../../share/span-preview.ts');
      return spanPreview(history, input.content);
    }),
    open: os.open.handler(({ input }) => openShareApart(history, work, Buffer.from(input.base64, 'base64'))),
    file: os.file.handler(({ input, signal = NEVER }) =>
      fileApart(history, work, { ...input, version: host.version }, signal),
    ),
    render: os.render.handler(async ({ input, signal = NEVER }) => {
      const whole = shelf.get(input.id);
      if (whole === null) return null;
      const made = `Made by Strata ${host.version} on ${today()}`;
      return { json: await work.one({ kind: 'render-report', whole, input, made }, signal) };
    }),
  };
}
