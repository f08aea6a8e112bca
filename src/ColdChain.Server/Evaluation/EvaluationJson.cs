using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ColdChain.Core.Evaluation;
using ColdChain.Core.Excursions;
using ColdChain.Core.Keeping;
using ColdChain.Core.Temperatures;
using ColdChain.Core.Time;
using ColdChain.Core.Warnings;
using ColdChain.Server.Evaluation.Series;

namespace ColdChain.Server.Evaluation;

/// <summary>The one JSON object of <c>evaluate --json</c>: its names are a contract with those who check us.</summary>
internal sealed class EvaluationJson
{
    private static readonly JsonWriterOptions Form = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Evaluated _evaluated;
    private readonly Utf8JsonWriter _writer;

    private EvaluationJson(Evaluated evaluated, Utf8JsonWriter writer)
    {
        _evaluated = evaluated;
        _writer = writer;
    }

    public static string Write(Evaluated evaluated)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, Form))
        {
            new EvaluationJson(evaluated, writer).WriteAll();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private void WriteAll()
    {
        SeriesEvaluation result = _evaluated.Result;
        _writer.WriteStartObject();
        WriteRead();
        Array("excursions", result.Excursions, WriteExcursion);
        Array("alarms", result.Alarms, WriteAlarm);
        Array("warnings", result.Warnings, WriteWarning);
        Array("gaps", result.Gaps, WriteGap);
        Array("faults", _evaluated.Faults, WriteFault);
        Array("days", result.Days, WriteDay);
        WriteCompliance(result.Compliance);
        WriteWhatIf();
        Array("notes", _evaluated.Series.Notes, note => _writer.WriteStringValue(note));
        Array("unreadable", _evaluated.Series.Unreadable.Take(EvaluationText.MostUnreadable), WriteUnreadable);
        _writer.WriteNumber("unreadableRows", _evaluated.Series.Unreadable.Count);
        _writer.WriteEndObject();
    }

    private void WriteRead()
    {
        SeriesEvaluation result = _evaluated.Result;
        _writer.WriteString("profile", $"{result.Terms.Profile.Id} v{result.Terms.Profile.Version}");
        _writer.WriteBoolean("freezeSensitive", result.Terms.HoldsFreezeSensitiveStock);
        _writer.WriteString("timeZone", result.Terms.Zone.Id);
        _writer.WriteString("timeColumn", _evaluated.Series.Columns.TimeName);
        _writer.WriteString("valueColumn", _evaluated.Series.Columns.ValueName);
        _writer.WriteNumber("rows", _evaluated.Series.RowCount);
        _writer.WriteNumber("readings", result.Readings.Count);
        Moment("firstReadingAt", result.Readings.Count > 0 ? result.Readings[0].MeasuredAt : null);
        Moment("lastReadingAt", result.Readings.Count > 0 ? result.Readings[^1].MeasuredAt : null);
        Moment("judgedAt", result.JudgedAt);
    }

    private void WriteExcursion(Excursion excursion)
    {
        _writer.WriteStartObject();
        Moment("start", excursion.StartedAt);
        Moment("end", excursion.EndedAt);
        _writer.WriteString("side", EvaluationWords.Side(excursion.Limit.Side));
        _writer.WriteString("rule", EvaluationWords.Rule(excursion));
        Celsius("peakCelsius", excursion.Peak);
        Moment("peakAt", excursion.PeakAt);
        Minutes("minutes", excursion.OutMilliseconds);
        Minutes("minutesUnobserved", excursion.UnobservedMilliseconds);
        if (_evaluated.Defrosts.TryGetValue(excursion, out DefrostSigns? signs))
        {
            _writer.WriteBoolean("looksLikeDefrost", signs.LooksLikeDefrost);
            _writer.WriteString("defrostReasons", DefrostWords.Say(signs));
        }

        _writer.WriteEndObject();
    }

    private void WriteWhatIf()
    {
        if (_evaluated.WhatIf is not { } whatIf)
        {
            return;
        }

        StorageProfile other = _evaluated.Request.Against!;
        _writer.WriteStartObject("whatIf");
        _writer.WriteString("profile", $"{other.Id} v{other.Version}");
        Array("excursions", whatIf.Spans.Where(span => span.IsDifferent), WriteSpan);
        _writer.WriteNumber("alarmsThatAppear", whatIf.AlarmsThatAppear.Count());
        _writer.WriteNumber("alarmsThatGo", whatIf.AlarmsThatGo.Count());
        _writer.WriteEndObject();
    }

    private void WriteSpan(WhatIfSpan span)
    {
        _writer.WriteStartObject();
        _writer.WriteString("verdict", WhatIfWords.Name(span.Verdict));
        _writer.WriteString("side", EvaluationWords.Side(span.Side));
        Array("before", span.Before, WriteExcursion);
        Array("after", span.After, WriteExcursion);
        Moment("firstAlarmBefore", span.FirstAlarmBefore?.DueAt);
        Moment("firstAlarmAfter", span.FirstAlarmAfter?.DueAt);
        _writer.WriteEndObject();
    }

    private void WriteAlarm((Excursion Excursion, AlarmDue Alarm) pair)
    {
        _writer.WriteStartObject();
        _writer.WriteString("rule", pair.Alarm.Rule.Id);
        Moment("dueAt", pair.Alarm.DueAt);
        _writer.WriteString("side", EvaluationWords.Side(pair.Excursion.Limit.Side));
        Moment("excursionStart", pair.Excursion.StartedAt);
        _writer.WriteEndObject();
    }

    private void WriteWarning(Warning warning)
    {
        _writer.WriteStartObject();
        _writer.WriteString("rule", warning.RuleId);
        Moment("start", warning.StartedAt);
        Moment("dueAt", warning.DueAt);
        Moment("end", warning.EndedAt);
        Celsius("extremeCelsius", warning.Extreme);
        _writer.WriteEndObject();
    }

    private void WriteGap(SeriesGap gap)
    {
        _writer.WriteStartObject();
        Moment("start", gap.During.Start);
        Moment("end", gap.During.End);
        Moment("lastReadingAt", gap.LastReadingAt);
        _writer.WriteEndObject();
    }

    private void WriteFault(SeriesFault fault)
    {
        _writer.WriteStartObject();
        Moment("at", fault.At);
        Moment("end", fault.Until);
        _writer.WriteString("kind", fault.Kind);
        _writer.WriteString("detail", fault.Detail);
        if (fault.Rows > 0)
        {
            _writer.WriteNumber("rows", fault.Rows);
        }

        _writer.WriteEndObject();
    }

    private void WriteDay(SeriesDay day)
    {
        _writer.WriteStartObject();
        _writer.WriteString("date", day.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Celsius("minCelsius", day.Lowest);
        Celsius("maxCelsius", day.Highest);
        Celsius("meanCelsius", day.Mean);
        Minutes("minutesAbove", day.AboveMilliseconds);
        Minutes("minutesBelow", day.BelowMilliseconds);
        Minutes("minutesUnobserved", day.Figures.UnobservedMilliseconds);
        Minutes("minutesInRange", day.Figures.InRangeMilliseconds);
        _writer.WriteEndObject();
    }

    private void WriteCompliance(Compliance compliance)
    {
        _writer.WriteStartObject("compliance");
        Minutes("inRangeMinutes", compliance.InRangeMilliseconds);
        Minutes("outMinutes", compliance.OutMilliseconds);
        Minutes("unobservedMinutes", compliance.UnobservedMilliseconds);
        Percent("compliancePercent", compliance.InRangeShare);
        Percent("completenessPercent", compliance.ObservedShare);
        _writer.WriteEndObject();
    }

    private void WriteUnreadable(UnreadableRow row)
    {
        _writer.WriteStartObject();
        _writer.WriteNumber("line", row.Line);
        _writer.WriteString("reason", row.Reason);
        _writer.WriteEndObject();
    }

    private void Array<T>(string name, IEnumerable<T> all, Action<T> write)
    {
        _writer.WriteStartArray(name);
        foreach (T one in all)
        {
            write(one);
        }

        _writer.WriteEndArray();
    }

    private void Moment(string name, Instant? moment)
    {
        if (moment is { } known)
        {
            _writer.WriteString(name, EvaluationWords.Utc(known));
        }
        else
        {
            _writer.WriteNull(name);
        }
    }

    private void Celsius(string name, Temperature? value) => Number(name, value?.MilliCelsius / 1000m);

    private void Minutes(string name, long milliseconds) => Number(name, EvaluationWords.Minutes(milliseconds));

    private void Percent(string name, int? share) => Number(name, share / 100m);

    private void Number(string name, decimal? number)
    {
        if (number is { } known)
        {
            _writer.WriteNumber(name, known);
        }
        else
        {
            _writer.WriteNull(name);
        }
    }
}
