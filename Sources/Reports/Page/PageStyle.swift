/// How a report looks, by day and by night.
enum PageStyle {
  static let css = #"""
    :root{--paper:#fbfaf7;--ink:#23211d;--soft:#716c62;--line:#e3dfd6;--card:#fff;--mark:#a4461f;--accent:#b5562c}
    @media(prefers-color-scheme:dark){:root{--paper:#171613;--ink:#ece8df;--soft:#9c968a;--line:#33302a;--card:#201e1a;
    --mark:#e59a74;--accent:#e08a5c}}
    *{box-sizing:border-box}
    body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif;
    color-scheme:light dark}
    header,main{max-width:1200px;margin:0 auto;padding:0 28px}
    header{padding-top:44px}
    h1{font:500 34px/1.15 Georgia,"Iowan Old Style",serif;margin:0 0 6px;overflow-wrap:anywhere}
    h2{font:500 20px/1.2 Georgia,"Iowan Old Style",serif;margin:0 0 14px}
    section{margin:44px 0;border-top:1px solid var(--line);padding-top:20px}
    .outcome{font-size:17px;margin:0 0 18px}
    dl{display:flex;flex-wrap:wrap;gap:6px 32px;margin:0}
    dl div{display:flex;gap:8px}
    dt,th,.remark,.type{color:var(--soft)}
    dd{margin:0;overflow-wrap:anywhere}
    table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
    th{font-weight:400;text-align:left}
    th,td{padding:5px 18px 5px 0;border-bottom:1px solid var(--line);overflow-wrap:anywhere;vertical-align:top}
    .times td:nth-child(n+2):nth-child(-n+4),.times th:nth-child(n+2):nth-child(-n+4){text-align:right;white-space:nowrap}
    .bar{width:38%;vertical-align:middle}.bar i{display:block;height:7px;border-radius:4px;background:var(--accent);
    min-width:1px}
    .remark{margin:8px 0 0;font-size:13px}
    .columns{display:flex;gap:28px;align-items:flex-start;flex-wrap:wrap;margin-bottom:20px}
    .columns figure{margin:0;overflow-x:auto;flex:0 1 auto}
    pre{flex:1 1 480px;margin:0;padding:16px 18px;background:var(--card);border:1px solid var(--line);border-radius:8px;
    overflow:auto;max-height:640px;font:13px/1.55 ui-monospace,Menlo,Consolas,monospace}
    pre b{font-weight:400;color:var(--mark)}pre i{color:var(--soft)}
    .graph{max-width:100%;height:auto}
    .graph rect{fill:var(--card);stroke:var(--line)}
    .graph path{fill:none;stroke:var(--soft);stroke-width:1.2}
    .graph text{fill:var(--ink);text-anchor:middle;font-size:12.5px}
    .graph .type{fill:var(--soft);font-size:10px}
    .tools{display:flex;flex-wrap:wrap;gap:10px 26px;align-items:center;position:sticky;top:0;z-index:2;
    background:var(--paper);padding:10px 0;margin-bottom:10px;color:var(--soft)}
    .tools label{display:flex;gap:8px;align-items:center}
    .tools input{accent-color:var(--accent)}
    .tools input[type=search]{font:inherit;color:var(--ink);background:var(--card);border:1px solid var(--line);
    border-radius:6px;padding:4px 9px;width:190px}
    .tools output{margin-left:auto}
    #grid{position:relative;--x:50%}
    .item{position:absolute;width:100%;overflow:hidden}
    .item h3{font-size:13px;font-weight:500;margin:0 3px 2px;white-space:nowrap;overflow:hidden;
    text-overflow:ellipsis}
    .outs{display:flex;gap:12px;overflow-x:auto;padding:3px}
    .outs figure{margin:0;flex:0 0 180px}
    figcaption{color:var(--soft);font-size:12px;white-space:nowrap;overflow:hidden;text-overflow:ellipsis;margin-top:3px}
    .pair{position:relative;width:180px;height:180px;background:var(--card);border-radius:6px;overflow:hidden;
    outline:1px solid var(--line)}
    .pair img{position:absolute;inset:0;width:100%;height:100%;object-fit:contain}
    .pair .after{clip-path:inset(0 0 0 var(--x))}
    .pair.single .after{clip-path:none}
    .pair::after{content:"";position:absolute;top:0;bottom:0;left:var(--x);width:2px;margin-left:-1px;background:#fff;
    box-shadow:0 0 3px #0008;pointer-events:none}
    .pair.single::after{display:none}
    .pair input{position:absolute;inset:0;width:100%;height:100%;margin:0;opacity:0;cursor:ew-resize}
    .pair:focus-within{outline:3px solid var(--accent)}
    .reason{width:180px;height:180px;padding:12px;border-radius:6px;border:1px dashed var(--accent);color:var(--mark);
    font-size:13px;overflow:auto;overflow-wrap:anywhere}
    :focus-visible{outline:3px solid var(--accent);outline-offset:1px}
    @media print{.tools{display:none}}
    """#
}
