using ColdChain.Core.LoggerFiles.Berlinger;
using ColdChain.Core.LoggerFiles.Delimited;
using ColdChain.Core.LoggerFiles.Reports;

namespace ColdChain.Core.LoggerFiles;

/// <summary>Reads the files of loggers. Whatever the bytes are, the answer is a file or reasons; nothing throws and nothing grows without bound.</summary>
public static class LoggerFileDecoder
{
    /// <summary>A year of a reading a minute in the widest format is below this. Product decision.</summary>
    public const int MostBytes = 32 * 1024 * 1024;

    /// <summary>By content alone; null when nothing known begins like this.</summary>
    public static LoggerFileFormat? Recognise(ReadOnlySpan<byte> file)
    {
        if (BerlingerReport.IsOne(file))
        {
            return LoggerFileFormat.BerlingerText;
        }

        if (JsonReport.BeginsLikeOne(file))
        {
            return JsonReport.Recognise(file);
        }

        return FileText.Decode(file) is not { } text ? null
            : LogTagReader.IsOne(text) ? LoggerFileFormat.LogTagCsv
            : new DelimitedTable(text).Delimiter is not null ? LoggerFileFormat.Delimited
            : null;
    }

    public static LoggerFileOutcome Decode(ReadOnlySpan<byte> file, LoggerFileTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        if (file.Length > MostBytes)
        {
            return LoggerFileOutcome.Because("file", $"it is longer than {MostBytes / (1024 * 1024)} MB: no export of a logger is; is it one?");
        }

        if (file.IsEmpty)
        {
            return LoggerFileOutcome.Because("line 1", "the file is empty: copy it from the logger again");
        }

        return (Recognise(file) ?? (terms.Mapping is null ? null : LoggerFileFormat.Delimited)) switch
        {
            LoggerFileFormat.BerlingerText => BerlingerReport.Decode(file, terms),
            LoggerFileFormat.EmsJson or LoggerFileFormat.SaverisJson => JsonReport.Decode(file, terms),
            LoggerFileFormat.LogTagCsv when terms.Mapping is null => LogTagReader.Decode(file, terms),
            LoggerFileFormat.LogTagCsv or LoggerFileFormat.Delimited => DelimitedReader.Decode(file, terms),
            _ => LoggerFileOutcome.Because("file", "it is of no known format: neither a report of a Fridge-tag or Q-tag, nor a table, nor JSON of a kind that is read (docs/devices/loggers.md)"),
        };
    }
}
