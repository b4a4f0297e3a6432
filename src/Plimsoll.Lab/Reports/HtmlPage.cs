using System.Net;
using System.Text;

namespace Plimsoll.Lab.Reports;

/// <summary>A page in one file: styles inside it, charts as SVG, nothing loaded from anywhere; readable in light and dark, and on paper.</summary>
internal sealed class HtmlPage(string title)
{
    private const string Style = """
        :root{color-scheme:light dark;--ink:#1a1f2b;--soft:#5a6474;--line:#d9dee6;--paper:#fff;--panel:#f5f7fa;--good:#1a7f4b;--warn:#9a6700;--bad:#b42318;
        --s0:#2f6fde;--s1:#e07b39;--s2:#3f9c73;--s3:#9257c9;--s4:#c94f7c;--s5:#7a8b2f;--s6:#4aa3b5;--s7:#b0893a;--s8:#7f7f8f;--s9:#a8554c}
        @media (prefers-color-scheme:dark){:root{--ink:#e6e9ef;--soft:#9aa5b5;--line:#333b49;--paper:#12161d;--panel:#1a202a;--good:#4cc38a;--warn:#e2b340;--bad:#ff8a7a;
        --s0:#6ea0ff;--s1:#f0a06a;--s2:#6cc7a0;--s3:#b98ae6;--s4:#e889ab;--s5:#b1c45f;--s6:#7cc8d8;--s7:#d6b46a;--s8:#a8a8b8;--s9:#d38a82}}
        *{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,"Segoe UI",Roboto,sans-serif}
        main{max-width:1120px;margin:0 auto;padding:24px 20px 60px}h1{font-size:26px;margin:8px 0 2px}h2{font-size:20px;margin:40px 0 6px;border-top:1px solid var(--line);padding-top:22px}
        h3{font-size:15px;margin:20px 0 6px}p{margin:6px 0}.soft{color:var(--soft)}.good{color:var(--good)}.warn{color:var(--warn)}.bad{color:var(--bad)}
        .scroll{overflow-x:auto}table{border-collapse:collapse;font-size:13px;width:100%;font-variant-numeric:tabular-nums}th,td{padding:4px 9px;text-align:left;border-bottom:1px solid var(--line);vertical-align:top}
        th{color:var(--soft);font-weight:600;white-space:nowrap}td.n,th.n{text-align:right;white-space:nowrap}td:first-child{white-space:nowrap}svg{display:block;max-width:100%;height:auto;margin:6px 0}svg text{fill:var(--ink);font-size:12px}svg .soft{fill:var(--soft)}
        .legend{display:flex;flex-wrap:wrap;gap:4px 16px;font-size:13px;color:var(--soft)}.legend i{display:inline-block;width:11px;height:11px;border-radius:2px;margin-right:6px}
        details{margin:8px 0}summary{cursor:pointer;color:var(--soft)}
        @media print{@page{size:A4 landscape;margin:12mm}body{font-size:11px}table{font-size:8.5px}.scroll{overflow:visible}th{white-space:normal}:root{color-scheme:light}main{max-width:none;padding:0}thead{display:table-header-group}h3{break-after:avoid}h2{break-before:page;border:0}tr,svg{break-inside:avoid}details{display:block}}
        """;

    private readonly StringBuilder body = new();

    /// <summary>Text with everything that HTML would read as markup written out.</summary>
    public static string Encoded(string text) => WebUtility.HtmlEncode(text);

    /// <summary>Adds markup as it is.</summary>
    public void Add(string html) => body.Append(html).Append('\n');

    /// <summary>Adds an element with text in it.</summary>
    public void Add(string element, string text, string? style = null) =>
        Add($"<{element}{(style is null ? "" : $" class=\"{style}\"")}>{Encoded(text)}</{element}>");

    /// <summary>Adds a table; a heading that ends in ">" is over numbers.</summary>
    public void Table(IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<(string Text, string? Style)>> rows)
    {
        bool[] numbers = [.. headings.Select(heading => heading.EndsWith('>'))];
        body.Append("<div class=\"scroll\"><table><thead><tr>");
        for (int i = 0; i < headings.Count; i++) body.Append(numbers[i] ? "<th class=\"n\">" : "<th>").Append(Encoded(headings[i].TrimEnd('>'))).Append("</th>");
        body.Append("</tr></thead><tbody>\n");
        foreach (IReadOnlyList<(string Text, string? Style)> row in rows)
        {
            body.Append("<tr>");
            for (int i = 0; i < row.Count; i++)
            {
                string classes = $"{(numbers[i] ? "n " : "")}{row[i].Style}".Trim();
                body.Append(classes.Length > 0 ? $"<td class=\"{classes}\">" : "<td>").Append(Encoded(row[i].Text)).Append("</td>");
            }

            body.Append("</tr>\n");
        }

        body.Append("</tbody></table></div>\n");
    }

    /// <summary>The whole page.</summary>
    public override string ToString() =>
        $"<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<title>{Encoded(title)}</title>\n<style>\n{Style}\n</style>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n";
}
