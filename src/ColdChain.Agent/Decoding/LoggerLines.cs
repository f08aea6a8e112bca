using System.Globalization;
using System.Text.Json.Nodes;
using ColdChain.Core.LoggerFiles;
using ColdChain.Core.LoggerFiles.Written;
using ColdChain.Core.Temperatures;

namespace ColdChain.Agent.Decoding;

/// <summary>What a logger's file holds as lines of 'decode': one for each row of the log, two for each day of its history.</summary>
internal static class LoggerLines
{
    public static DecodedLine OfLog(LoggerReading reading)
    {
        Dictionary<string, JsonNode?> further = Moment(reading.At);
        AddIf(further, "outOfLimits", reading.IsOutOfLimits);
        return Line(reading, DecodedSource.Log, further);
    }

    /// <summary>Both lines of a day say all of the day, so that each can be understood by itself.</summary>
    public static IEnumerable<DecodedLine> OfDay(LoggerDay day, IReadOnlyList<LoggerAlarmLimit> limits)
    {
        foreach (LoggerReading reading in day.Readings)
        {
            Dictionary<string, JsonNode?> further = Moment(reading.At);
            further["date"] = day.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            further["kind"] = reading.Source == LoggerReadingSource.DailyMinimum ? "min" : "max";
            further["averageCelsius"] = Celsius(day.Average);
            further["alarms"] = new JsonArray([.. day.Alarms.Select(alarm => (JsonNode)Alarm(alarm, limits))]);
            further["alarmMinutes"] = day.Alarms.Sum(alarm => (long)alarm.Minutes);
            further["timeouts"] = new JsonArray([.. day.Timeouts.Select(timeout => (JsonNode)Timeout(timeout))]);
            further["timeoutMinutes"] = day.Timeouts.Sum(timeout => (long)timeout.Minutes);
            further["checkedMorning"] = Clock(day.CheckedInMorning);
            further["checkedAfternoon"] = Clock(day.CheckedInAfternoon);
            further["eventsMask"] = day.Events;
            foreach (LoggerField field in day.Further)
            {
                further.TryAdd(CamelCase(field.Name), Value(field));
            }

            yield return Line(reading, DecodedSource.Daily, further);
        }
    }

    private static DecodedLine Line(LoggerReading reading, DecodedSource source, Dictionary<string, JsonNode?> further)
    {
        AddIf(further, "detail", reading.Fault?.Detail);
        foreach (LoggerField field in reading.Further)
        {
            further.TryAdd(CamelCase(field.Name), Value(field));
        }

        further.TryAdd("where", reading.Where);
        string? fault = reading.Fault is { } known ? known.Kind.ToString() : null;
        return new DecodedLine(reading.Sensor, reading.At.At, reading.Value, fault, source) { Further = further };
    }

    private static Dictionary<string, JsonNode?> Moment(LoggerMoment at)
    {
        Dictionary<string, JsonNode?> further = [];
        AddIf(further, "localTime", at.Local?.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture));
        AddIf(further, "localTimeStanding", at.Kind switch
        {
            LocalMomentKind.Plain => null,
            LocalMomentKind.FirstPass => "repeatedHourFirstPass",
            LocalMomentKind.SecondPass => "repeatedHourSecondPass",
            LocalMomentKind.DoesNotExist => "doesNotExist",
        });
        return further;
    }

    private static JsonObject Alarm(LoggerDayAlarm alarm, IReadOnlyList<LoggerAlarmLimit> limits)
    {
        LoggerAlarmLimit? limit = limits.FirstOrDefault(limit => limit.Number == alarm.Number);
        JsonObject json = new()
        {
            ["number"] = alarm.Number,
            ["minutes"] = alarm.Minutes,
            ["limitCelsius"] = Celsius(limit?.Limit),
            ["delayMinutes"] = limit?.Delay is { } delay ? (long)delay.TotalMinutes : null,
            ["firedAt"] = Clock(alarm.FiredAt),
        };
        if (alarm.Ambient is { } ambient)
        {
            json["ambientCelsius"] = Celsius(ambient);
        }

        return json;
    }

    private static JsonObject Timeout(LoggerTimeout timeout) => new()
    {
        ["sensor"] = timeout.Sensor,
        ["minutes"] = timeout.Minutes,
        ["firstAt"] = Clock(timeout.FirstAt),
    };

    private static JsonValue? Celsius(Temperature? value) => value is { } known ? JsonValue.Create(known.MilliCelsius / 1000m) : null;

    private static string? Clock(LoggerMoment? moment) => moment?.Local is { } local ? Clock(TimeOnly.FromDateTime(local)) : null;

    private static string? Clock(TimeOnly? time) => time?.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static JsonValue Value(LoggerField field) =>
        field.IsNumber && decimal.TryParse(field.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number)
            ? JsonValue.Create(number)
            : JsonValue.Create(field.Text);

    private static void AddIf(Dictionary<string, JsonNode?> further, string name, JsonNode? value)
    {
        if (value is not null)
        {
            further[name] = value;
        }
    }

    /// <summary>"Door Open" is doorOpen; codes in capitals such as ALRM stay as their standard has them.</summary>
    private static string CamelCase(string name)
    {
        string[] words = name.Split([' ', '.', '_', '-', '#'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? "field"
            : words.Length == 1 && words[0].All(letter => !char.IsAsciiLetterLower(letter)) ? words[0]
            : string.Concat(words.Select((word, index) => (index == 0 ? char.ToLowerInvariant(word[0]) : char.ToUpperInvariant(word[0])) + word[1..]));
    }
}
