import type { Block, Inline, Report } from '../../contract/report-document.ts';
import { markup } from './markup.ts';
import { diffPicture, PAGE_COLOURS, streamPicture } from './pictures.ts';

/** Nothing is loaded, nothing runs, nothing can be sent; the style is the page's own. */
const CSP =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

const STYLE = `
:root{color-scheme:light dark;--text:#1c2430;--dim:#5b6675;--line:#d5dae1;--bg:#f4f6f8;--panel:#fff;--accent:#1f6fc5;--bad:#b3202f;--bad-soft:#fbe4e6;--good:#1b7a3d;--good-soft:#e0f3e6;--warn:#8a5a00}
@media (prefers-color-scheme:dark){:root{--text:#e4e8ee;--dim:#9aa5b3;--line:#343c48;--bg:#13171d;--panel:#1a2028;--accent:#6cb0f5;--bad:#f4757f;--bad-soft:#3a2025;--good:#6cce8b;--good-soft:#1b3325;--warn:#e0b050}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--text);font:14px/1.55 system-ui,-apple-system,"Segoe UI",sans-serif}
main{max-width:980px;margin:32px auto;padding:28px 36px;background:var(--panel);border:1px solid var(--line);border-radius:10px}
h1{font-size:22px;line-height:1.3;margin:0 0 8px}
h2{font-size:15px;margin:28px 0 8px;padding-top:16px;border-top:1px solid var(--line)}
p{margin:8px 0}
a{color:var(--accent)}
table{width:100%;border-collapse:collapse;margin:8px 0}
th{text-align:left;color:var(--dim);font-weight:500;font-size:12px}
th{min-width:80px}
th:nth-child(n+2):nth-last-child(2){min-width:150px}
th:first-child:nth-last-child(-n+4),th:last-child:nth-child(n+3){min-width:210px}
@media (max-width:720px){main{padding:20px 16px}table tr th:nth-child(n):nth-last-child(n){min-width:60px}}
th,td{padding:6px 10px 6px 0;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
code,pre{font:12.5px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
pre{margin:8px 0;padding:12px 14px;border:1px solid var(--line);border-radius:6px;background:var(--bg);white-space:pre-wrap;overflow-wrap:anywhere}
figure{margin:8px 0;overflow-x:auto}
summary{cursor:pointer;overflow-wrap:anywhere}
footer{max-width:980px;margin:0 auto 32px;padding:0 36px;color:var(--dim);font-size:12px}
@media print{body{background:none}main{border:0;margin:0;padding:0;max-width:none}}
`.trim();

function inline(one: Inline): string {
  if (typeof one === 'string') return markup(one);
  switch (one.kind) {
    case 'code':
      return `<code>${markup(one.text)}</code>`;
    case 'strong':
      return `<strong>${markup(one.text)}</strong>`;
    case 'link':
      return `<a href="${markup(one.url)}" rel="noopener noreferrer">${markup(one.text)}</a>`;
  }
}

const inlines = (list: readonly Inline[]): string => list.map(inline).join('');

function block(one: Block): string {
  switch (one.kind) {
    case 'paragraph':
      return `<p>${inlines(one.content)}</p>`;
    case 'list':
      return `<ul>${one.items.map((item) => `<li>${inlines(item)}</li>`).join('')}</ul>`;
    case 'table': {
      const head = one.head.map((cell) => `<th scope="col">${markup(cell)}</th>`).join('');
      const rows = one.rows.map(
        (cells) => `<tr>${cells.map((cell) => `<td>${inlines(cell)}</td>`).join('')}</tr>`,
      );
      return `<table><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
    }
    case 'code':
      return `<pre tabindex="0"><code>${markup(one.text)}</code></pre>`;
    case 'diff':
      return `<figure tabindex="0">${diffPicture(one.lines, one.alt, PAGE_COLOURS)}</figure>`;
    case 'stream':
      return `<figure tabindex="0">${streamPicture(one.picture, one.alt, PAGE_COLOURS)}</figure>`;
  }
}

const sectionsOf = ({ sections }: Report): string =>
  sections
    .map(
      ({ id, title, blocks }) =>
        `<section id="${markup(id)}"><h2>${markup(title)}</h2>${blocks.map(block).join('')}</section>`,
    )
    .join('\n');

const page = (title: string, body: string, made: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${CSP}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${markup(title)}</title>
<style>${STYLE}</style>
</head>
<body>
${body}
<footer>${markup(made)}</footer>
</body>
</html>
`;

const articleOf = (report: Report): string =>
  `<h1>${markup(report.title)}</h1>\n<p>${inlines(report.lead)}</p>\n${sectionsOf(report)}`;

/** The report as one page that opens anywhere without network. `made`: who made it and when, in one line. */
export const htmlOf = (report: Report, made: string): string =>
  page(report.title, `<main>\n${articleOf(report)}\n</main>`, made);

/** Several reports on one page, each opened where it is of interest; the first, and one alone, is open. */
export function pageOf(title: string, reports: readonly Report[], made: string): string {
  const parts = reports.map((report, i) => {
    const open = i === 0 ? ' open' : '';
    return `<main><details${open}><summary>${markup(report.title)} ${inlines(report.lead)}</summary>${sectionsOf({ ...report, sections: report.sections.map((section) => ({ ...section, id: `${section.id}-${i + 1}` })) })}</details></main>`;
  });
  return page(title, parts.join('\n'), made);
}
