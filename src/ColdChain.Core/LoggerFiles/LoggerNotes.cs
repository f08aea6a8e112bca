using System.Globalization;
using ColdChain.Core.LoggerFiles.Written;

namespace ColdChain.Core.LoggerFiles;

/// <summary>What a reader of a file has to know about its times, in words.</summary>
internal static class LoggerNotes
{
    public static IReadOnlyList<string> Of(LoggerFile file)
    {
        LoggerMoment[] moments = [.. file.Readings.Select(reading => reading.At)];
        List<string> notes = [];
        if (file.Zone is null)
        {
            Add(notes, moments.Count(moment => moment is { Local: not null, At: null }),
                "times are the logger's own clock and no zone was given: when that was is not known. Set the logger's zone");
        }

        Add(notes, moments.Count(moment => moment.Kind is LocalMomentKind.FirstPass or LocalMomentKind.SecondPass),
            $"times lie in the hour that the clocks of {file.Zone} show twice; the order of the rows decides, and without it the first pass");
        Add(notes, moments.Count(moment => moment.Kind == LocalMomentKind.DoesNotExist),
            $"times were never shown by the clocks of {file.Zone}: the logger's clock was not put forward; read with the offset before the change");
        return notes;
    }

    private static void Add(List<string> notes, int count, string what)
    {
        if (count > 0)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"{count} {what}"));
        }
    }
}
