import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';

const STYLE = `
:root{color-scheme:light dark;--bg:#fff;--soft:#f6f8fa;--line:#d1d9e0;--ink:#1f2328;--muted:#59636e;--link:#0969da;--open:#1a7f37;--done:#8250df}
@media (prefers-color-scheme:dark){:root{--bg:#0d1117;--soft:#151b23;--line:#3d444d;--ink:#f0f6fc;--muted:#9198a1;--link:#4493f8;--open:#238636;--done:#8957e5}}
*{box-sizing:border-box}body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
a{color:var(--link);text-decoration:none}a:hover{text-decoration:underline}
header{background:var(--soft);border-bottom:1px solid var(--line);padding:12px 24px;display:flex;gap:16px;align-items:baseline;flex-wrap:wrap}
header b{font-size:17px}header small,.muted{color:var(--muted)}main{max-width:1080px;margin:24px auto;padding:0 24px}
h1{font-size:26px;font-weight:500;margin:0 0 8px;overflow-wrap:anywhere}.number{color:var(--muted);font-weight:300}
.state{display:inline-block;border-radius:999px;color:#fff;padding:2px 12px;font-weight:600;font-size:13px}.state.open{background:var(--open)}.state.closed{background:var(--done)}
.label{display:inline-block;border-radius:999px;padding:0 9px;font-size:12px;font-weight:600;line-height:20px;border:1px solid rgba(127,127,127,.35);margin:0 4px 4px 0}
.box{border:1px solid var(--line);border-radius:8px;margin:0 0 16px;overflow:hidden}.box>.top{background:var(--soft);border-bottom:1px solid var(--line);padding:8px 16px;font-size:14px}
.box.bot{border-color:var(--link)}.body{padding:12px 16px;overflow-wrap:anywhere}.body>:first-child{margin-top:0}.body>:last-child{margin-bottom:0}
.body pre{background:var(--soft);padding:12px;overflow:auto;border-radius:6px}.body code{font:13px ui-monospace,monospace}.body table{border-collapse:collapse}.body td,.body th{border:1px solid var(--line);padding:4px 10px}
.tag{border:1px solid var(--line);border-radius:999px;padding:0 7px;font-size:12px;color:var(--muted);margin-left:6px}
.columns{display:grid;grid-template-columns:minmax(0,1fr) 240px;gap:24px;margin-top:16px}@media(max-width:760px){.columns{grid-template-columns:1fr}}
.row{display:block;padding:10px 16px;border-top:1px solid var(--line)}.row:first-child{border-top:0}.row a.title{font-weight:600;color:var(--ink)}
aside h2{font-size:13px;color:var(--muted);margin:0 0 6px}aside section{border-bottom:1px solid var(--line);padding-bottom:12px;margin-bottom:12px}
button,select,textarea,input{font:inherit;color:inherit;background:var(--bg);border:1px solid var(--line);border-radius:6px;padding:5px 12px}button{background:var(--soft);cursor:pointer;font-weight:600}
textarea{width:100%;min-height:90px}form.inline{display:inline-block;margin-right:6px}form.inline button{padding:0 6px;border:0;background:none;color:var(--muted)}.body a,main p a{text-decoration:underline}.person{font-weight:400;display:flex;gap:12px;align-items:center;width:100%;text-align:left;margin:0 0 8px;padding:10px 14px}
.event{color:var(--muted);font-size:14px;margin:0 0 16px 16px}.narrow{max-width:460px}
`;

/** The frame of every page of the local GitHub. */
export function Layout({
  title,
  crumbs,
  children,
}: {
  title: string;
  crumbs?: { text: string; href: string }[];
  children: Child;
}) {
  return (
    <>
      {raw('<!doctype html>')}
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{title} · local GitHub</title>
          <style>{raw(STYLE)}</style>
        </head>
        <body>
          <header>
            <a href="/">
              <b>local GitHub</b>
            </a>
            <nav aria-label="Breadcrumb">
              {(crumbs ?? []).map((crumb, at) => (
                <>
                  {at > 0 ? ' / ' : ''}
                  <a href={crumb.href}>{crumb.text}</a>
                </>
              ))}
            </nav>
            <small>a stand-in on this machine; nothing here reaches github.com</small>
          </header>
          <main>{children}</main>
        </body>
      </html>
    </>
  );
}
