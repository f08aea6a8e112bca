using System.Globalization;
using System.Net;
using System.Text;
using ColdChain.Agent.LocalAlarm.Desk;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;

namespace ColdChain.Agent.Health.Page;

/// <summary>The status page as HTML: no script, one style sheet, everything from outside encoded.</summary>
public static class StatusPage
{
    public const string Style = """
        body { font-family: system-ui, "Noto Sans CJK SC", sans-serif; margin: 0 auto; max-width: 56rem; padding: 1rem; color: #1b1f24; }
        h1 { align-items: baseline; display: flex; flex-wrap: wrap; font-size: 1.25rem; justify-content: space-between; margin: .2rem 0 .8rem; } h2 { font-size: 1rem; margin: 1.4rem 0 .4rem; }
        .well, .see { border-radius: .5rem; padding: .9rem 1rem; font-size: 1.15rem; font-weight: 600; }
        .well { background: #dff5e3; color: #0b5a22; } .see { background: #fde4e1; color: #8c1409; }
        .see ul { font-size: 1rem; font-weight: 400; margin: .5rem 0 0; padding-left: 1.2rem; } .see li { margin: .3rem 0; }
        table { border-collapse: collapse; width: 100%; } td, th { border-bottom: 1px solid #d8dee4; padding: .45rem .4rem; text-align: left; vertical-align: top; overflow-wrap: break-word; }
        td:first-child { min-width: 6.5rem; } td:last-child { overflow-wrap: anywhere; }
        .value { font-variant-numeric: tabular-nums; font-size: 1.1rem; white-space: nowrap; } .bad { color: #a40e26; } .faint { color: #57606a; font-size: .9rem; }
        a { color: #0b57d0; } h1 a { font-size: 1rem; font-weight: 400; padding: .3rem; }
        .alarm { background: #a40e26; color: #fff; margin: 0 0 .8rem; } .alarm p { margin: .4rem 0 .8rem; } .alarm .faint { color: #ffe1de; }
        .take, button { background: #fff; border: 2px solid #a40e26; border-radius: .5rem; color: #a40e26; display: inline-block; font: inherit; font-weight: 600; padding: .7rem 1.4rem; text-decoration: none; }
        input { border: 1px solid #57606a; border-radius: .4rem; font: inherit; padding: .6rem; }
        """;

    /// <summary>A person who looks at the page sees it move; no script is needed for that.</summary>
    private const int RefreshSeconds = 10;

    public static string Render(StatusView view, StatusWords words)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(words);
        StringBuilder html = new(4096);
        Head(html, view, words, $"<meta http-equiv=\"refresh\" content=\"{RefreshSeconds}\">");
        Alarms(html, view, words);
        Verdict(html, view, words);
        Sensors(html, view, words);
        Sources(html, view, words);
        Agent(html, view, words);
        return html.Append("</body></html>\n").ToString();
    }

    /// <summary>The page on which somebody takes one alarm. It does not refresh itself: a name is being typed.</summary>
    /// <param name="token">Proves that the answer comes from this page.</param>
    public static string RenderTaking(StatusView view, StatusWords words, string id, string token)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(words);
        StringBuilder html = new(2048);
        Head(html, view, words, refresh: string.Empty);
        string back = $"<p><a class=\"plain\" href=\"/?lang={words.Language}\">{words.Back}</a></p>";
        if (view.Alarms.FirstOrDefault(one => one.Id == id) is { AcknowledgedBy: null } alarm)
        {
            html.Append(CultureInfo.InvariantCulture, $"""
                <div class="see"><p>{Text(words == StatusWords.Chinese ? alarm.TextZh : alarm.TextEn)}</p></div>
                <form method="post" action="/take?lang={words.Language}">
                <input type="hidden" name="id" value="{Text(id)}"><input type="hidden" name="token" value="{Text(token)}">
                <p><label>{words.YourName} <input name="name" required maxlength="60" autocomplete="name" autofocus></label></p>
                <p><button>{words.Take}</button></p><p class="faint">{words.Silences}</p></form>

                """);
        }
        else
        {
            html.Append(CultureInfo.InvariantCulture, $"<p>{words.Gone}</p>");
        }

        return html.Append(back).Append("</body></html>\n").ToString();
    }

    private static void Head(StringBuilder html, StatusView view, StatusWords words, string refresh)
    {
        string other = words == StatusWords.Chinese ? StatusWords.English.Language : StatusWords.Chinese.Language;
        html.Append(CultureInfo.InvariantCulture, $"""
            <!doctype html>
            <html lang="{words.Language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            {refresh}<title>{words.Title} {Text(view.Agent)}</title>
            <link rel="stylesheet" href="/style.css"><link rel="icon" href="data:,"></head>
            <body><h1><span>{words.Title} · {Text(view.Agent)}</span><a href="/?lang={other}" lang="{other}">{words.Other}</a></h1>

            """);
    }

    private static void Alarms(StringBuilder html, StatusView view, StatusWords words)
    {
        foreach (LocalAlarmLine alarm in view.Alarms)
        {
            string answer = alarm.AcknowledgedBy is { } who
                ? $"<span class=\"faint\">{words.TakenBy} {Text(who)}</span>"
                : $"<a class=\"take\" href=\"/take?id={Uri.EscapeDataString(alarm.Id)}&amp;lang={words.Language}\">{words.Take}</a>";
            string text = Text(words == StatusWords.Chinese ? alarm.TextZh : alarm.TextEn);
            html.Append(CultureInfo.InvariantCulture, $"<div class=\"see alarm\"><b>{words.Alarm}</b> <span class=\"faint\">{Time(view, alarm.RaisedAt)}</span><p>{text}</p>{answer}</div>\n");
        }
    }

    private static void Verdict(StringBuilder html, StatusView view, StatusWords words)
    {
        IReadOnlyList<StatusProblem> problems = StatusProblems.Of(view);
        if (problems.Count == 0 && view.Alarms.Count > 0)
        {
            return;
        }

        if (problems.Count == 0)
        {
            html.Append(CultureInfo.InvariantCulture, $"<div class=\"well\">{words.AllWell}</div>\n");
            return;
        }

        html.Append(CultureInfo.InvariantCulture, $"<div class=\"see\">{words.SeeTo}<ul>");
        foreach (StatusProblem problem in problems)
        {
            string what = problem.What.Length > 0 ? $"<b>{Text(problem.What)}</b> " : string.Empty;
            string detail = problem.Detail.Length > 0 ? $" <span class=\"faint\">{Text(problem.Detail)}</span>" : string.Empty;
            html.Append(CultureInfo.InvariantCulture, $"<li>{what}{words.Problems[problem.Kind]}{detail}</li>");
        }

        html.Append("</ul></div>\n");
    }

    private static void Sensors(StringBuilder html, StatusView view, StatusWords words)
    {
        html.Append(CultureInfo.InvariantCulture, $"<h2>{words.Sensors}</h2><table>");
        foreach (SensorStanding sensor in view.Health.Sensors)
        {
            string value = sensor.Last is { } last ? TemperatureText.Show(last.Value) + " °C" : "—";
            string when = sensor.Last is { } read ? Time(view, read.MeasuredAt) : words.NoReading;
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{Text(sensor.Sensor.ToString())}</td><td class=\"value\">{value}</td><td>{when}");
            html.Append(sensor.Fault is { } fault ? $"<br><span class=\"bad\">{Text(fault)}</span>" : string.Empty);
            html.Append(sensor.Said is { } said ? $"<br><span class=\"faint\">{Text(said)}</span>" : string.Empty).Append("</td></tr>");
        }

        html.Append(view.Health.Sensors.Count == 0 ? $"<tr><td>{words.NoReading}</td></tr></table>\n" : "</table>\n");
    }

    private static void Sources(StringBuilder html, StatusView view, StatusWords words)
    {
        html.Append(CultureInfo.InvariantCulture, $"<h2>{words.Sources}</h2><table>");
        foreach (SourceStanding source in view.Health.Sources)
        {
            string state = source.Fault is { } fault ? $"<span class=\"bad\">{Text(fault)}</span>" : words.Works;
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{Text(source.Name)}</td><td>{state}</td><td class=\"value faint\">{Time(view, source.Since)}</td></tr>");
        }

        html.Append("</table>\n");
    }

    private static void Agent(StringBuilder html, StatusView view, StatusWords words)
    {
        ServerStanding server = view.Health.Server;
        string answered = server.AnsweredAt is { } at ? $"{words.Answered} {Time(view, at)}" : words.NeverAnswered;
        string trouble = server.Trouble is { } reason ? $"<br><span class=\"bad\">{Text(reason)}</span>" : string.Empty;
        string waiting = view.Waiting?.ToString("N0", CultureInfo.InvariantCulture) ?? "?";
        html.Append(CultureInfo.InvariantCulture, $"<h2>{words.Server}</h2><table>");
        Row(html, words.Server, answered + trouble);
        Row(html, words.Waiting, string.Create(CultureInfo.InvariantCulture, $"{waiting} · {view.BufferBytes / 1024m / 1024m:0.0} MiB"));
        Row(html, words.Clock, $"{TimeZoneInfo.ConvertTime(view.Now.ToDateTimeOffset(), view.Zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} {Time(view, view.Now)}");
        Row(html, words.Since, Time(view, view.Health.StartedAt));
        Row(html, words.Version, Text(HealthReporter.Version));
        html.Append("</table>\n");
    }

    private static void Row(StringBuilder html, string name, string encoded) =>
        html.Append(CultureInfo.InvariantCulture, $"<tr><td>{name}</td><td>{encoded}</td></tr>");

    /// <summary>Of today the time alone, so that a line fits a phone.</summary>
    private static string Time(StatusView view, Instant at)
    {
        DateTimeOffset local = TimeZoneInfo.ConvertTime(at.ToDateTimeOffset(), view.Zone);
        bool isToday = local.Date == TimeZoneInfo.ConvertTime(view.Now.ToDateTimeOffset(), view.Zone).Date;
        return local.ToString(isToday ? "HH:mm:ss" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
    }

    private static string Text(string raw) => WebUtility.HtmlEncode(raw);
}
