package dev.nightshift.costs.page;

/** How the page looks: by day, by night and on paper. */
final class Style {
    static final String CSS =
            """
            :root {
              --paper: #fbfaf7; --card: #fff; --ink: #1d2430; --soft: #5b6575; --line: #e3e0d8;
              --up: #b3261e; --down: #1d7f4f; --warn: #a86400; --accent: #33508c; --then: #a3abb8;
              --s1: #33508c; --s2: #d98a2b; --s3: #2f8f83; --s4: #8d5bb5; --s5: #c4504f;
              --s6: #6f9a37; --s7: #4aa3d8; --s8: #c76b9c; --s9: #aeb4bf;
            }
            @media (prefers-color-scheme: dark) { :root {
              --paper: #11151c; --card: #181e28; --ink: #e6e9ef; --soft: #9aa5b5; --line: #2a3240;
              --up: #f2766c; --down: #4fc38a; --warn: #e5a84b; --accent: #8fb0f0; --then: #5f6b7c;
              --s1: #7f9fe6; --s2: #e5a84b; --s3: #4fb8aa; --s4: #b48ad6; --s5: #e87d78;
              --s6: #96c25a; --s7: #6cc0ee; --s8: #e092bc; --s9: #6b7482;
            } }
            * { box-sizing: border-box; }
            body { margin: 0; background: var(--paper); color: var(--ink);
              font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; }
            main { max-width: 1120px; margin: 0 auto; padding: 36px 24px 64px; }
            h1 { font-size: 32px; line-height: 1.15; margin: 4px 0 20px; letter-spacing: -0.02em; }
            h2 { font-size: 18px; margin: 0 0 12px; letter-spacing: -0.01em; }
            h2 small { font-size: 12.5px; font-weight: 400; color: var(--soft); margin-left: 6px; letter-spacing: 0; }
            .currency { margin: 44px 0 14px; font-size: 24px; }
            .currency span { font-size: 13px; font-weight: 400; color: var(--soft); }
            .when, .soft, .more { color: var(--soft); } .when { margin: 0; font-size: 13px; }
            .small, .more { font-size: 12.5px; } .more { margin: 8px 0 0; }
            .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(215px, 1fr)); gap: 12px; }
            .tile, section { background: var(--card); border: 1px solid var(--line); border-radius: 12px; }
            .tile { padding: 14px 16px; } .tile p { margin: 0; }
            .tile .name { color: var(--soft); font-size: 12.5px; }
            .tile .value { font-size: 25px; font-weight: 650; letter-spacing: -0.02em; font-variant-numeric: tabular-nums; }
            .tile .value small { font-size: 12px; font-weight: 500; color: var(--soft); letter-spacing: 0; }
            .tile .below { font-size: 12.5px; color: var(--soft); font-variant-numeric: tabular-nums; }
            .tile .below.up, .up { color: var(--up); } .tile .below.down, .down { color: var(--down); } .new { color: var(--warn); }
            section { padding: 20px 22px; margin-top: 16px; min-width: 0; }
            .two { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 440px), 1fr)); gap: 0 16px; }
            .remarks { margin: 14px 0 0; padding: 0 0 0 18px; color: var(--soft); font-size: 13px; }
            aside.warn { border: 1px solid var(--warn); border-radius: 12px; padding: 12px 16px; margin: 0 0 14px; }
            aside ul { margin: 4px 0; padding-left: 20px; overflow-wrap: anywhere; }
            .wide { overflow-x: auto; }
            table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; font-size: 13.5px; }
            caption { text-align: left; color: var(--soft); font-size: 12.5px; padding-bottom: 4px; }
            th, td { text-align: left; vertical-align: top; padding: 6px 14px 6px 0; overflow-wrap: break-word; max-width: 380px; }
            section > .wide caption, details caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
            thead th { color: var(--soft); font-size: 12px; font-weight: 600; white-space: nowrap; }
            tbody tr { border-top: 1px solid var(--line); } tbody th { font-weight: 550; }
            .n { text-align: right; white-space: nowrap; padding-right: 14px; }
            th:last-child, td:last-child { padding-right: 0; }
            details { margin-top: 10px; } summary { cursor: pointer; color: var(--accent); font-size: 13px; }
            .chart { width: 100%; height: auto; display: block; }
            .chart text { font: 11px system-ui, sans-serif; fill: var(--soft); }
            .chart .scale { text-anchor: end; font-variant-numeric: tabular-nums; } .chart .tick, .chart .none { text-anchor: middle; }
            .grid { stroke: var(--line); stroke-width: 1; } .base { stroke: var(--soft); stroke-width: 1; opacity: .6; }
            .month { stroke: var(--soft); stroke-dasharray: 2 4; opacity: .7; }
            .s1 { fill: var(--s1); background: var(--s1); } .s2 { fill: var(--s2); background: var(--s2); }
            .s3 { fill: var(--s3); background: var(--s3); } .s4 { fill: var(--s4); background: var(--s4); }
            .s5 { fill: var(--s5); background: var(--s5); } .s6 { fill: var(--s6); background: var(--s6); }
            .s7 { fill: var(--s7); background: var(--s7); } .s8 { fill: var(--s8); background: var(--s8); }
            .s9 { fill: var(--s9); background: var(--s9); }
            .hatch { stroke: var(--card); stroke-width: 4; opacity: .55; }
            rect.gap { fill: none; stroke: var(--warn); stroke-dasharray: 2 2; } .chart .none { fill: var(--warn); font-weight: 700; }
            .reach { fill: transparent; } g:hover > .reach { fill: var(--ink); opacity: .05; }
            .line { fill: none; stroke-width: 2.2; stroke-linejoin: round; stroke-linecap: round; }
            .line.now, .line.expected { stroke: var(--s1); } .line.before { stroke: var(--then); } .line.expected { stroke-dasharray: 4 5; }
            .band { fill: var(--s1); opacity: .16; } circle.now { fill: var(--s1); }
            .chart .end { font-weight: 600; } .chart .end.now { fill: var(--s1); }
            .bar { fill: var(--s1); } .then { fill: var(--then); }
            .chart .name { text-anchor: end; fill: var(--ink); font-size: 12.5px; } .chart .value { fill: var(--ink); font-size: 12px; }
            .legend { list-style: none; display: flex; flex-wrap: wrap; gap: 4px 18px; padding: 0; margin: 10px 0 0; font-size: 12.5px; color: var(--soft); }
            .legend i { display: inline-block; width: 10px; height: 10px; border-radius: 2px; margin-right: 6px; }
            .legend .gap { border: 1px dashed var(--warn); }
            .legend .striped { background: repeating-linear-gradient(45deg, var(--s1) 0 2px, var(--card) 2px 4px); }
            .legend .key { height: 3px; width: 16px; vertical-align: middle; } .key.now { background: var(--s1); } .key.before { background: var(--then); }
            .legend .key.band { background: var(--s1); opacity: .3; height: 10px; vertical-align: baseline; }
            .delta { width: 50px; height: 10px; margin-right: 8px; vertical-align: middle; }
            .delta line { stroke: var(--line); } .delta .up { fill: var(--up); } .delta .down { fill: var(--down); }
            footer { margin-top: 28px; color: var(--soft); font-size: 12.5px; overflow-wrap: anywhere; } footer p { margin: 2px 0; }
            @media print {
              :root { --paper: #fff; --card: #fff; --ink: #000; --soft: #444; --line: #ccc;
                --up: #b3261e; --down: #1d7f4f; --warn: #a86400; --then: #888; --accent: #33508c;
                --s1: #33508c; --s2: #d98a2b; --s3: #2f8f83; --s4: #8d5bb5; --s5: #c4504f;
                --s6: #6f9a37; --s7: #4aa3d8; --s8: #c76b9c; --s9: #aeb4bf; }
              * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
              main { padding: 0; max-width: none; } section, .tile, tr { break-inside: avoid; } details { display: none; }
            }
            """;

    private Style() {}
}
