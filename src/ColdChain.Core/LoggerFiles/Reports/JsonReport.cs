namespace ColdChain.Core.LoggerFiles.Reports;

/// <summary>Files in JSON, told apart by the names in them.</summary>
internal static class JsonReport
{
    /// <summary>Null when it does not begin like JSON, or names nothing that is known.</summary>
    public static LoggerFileFormat? Recognise(ReadOnlySpan<byte> file) => !BeginsLikeOne(file) ? null
        : file.IndexOf("\"measuringPoints\""u8) >= 0 ? LoggerFileFormat.SaverisJson
        : file.IndexOf("\"records\""u8) >= 0 ? LoggerFileFormat.EmsJson
        : null;

    public static bool BeginsLikeOne(ReadOnlySpan<byte> file)
    {
        ReadOnlySpan<byte> text = file.StartsWith("\uFEFF"u8) ? file[3..] : file;
        int first = text.IndexOfAnyExcept(" \t\r\n"u8);
        return first >= 0 && text[first] is (byte)'{' or (byte)'[';
    }

    public static LoggerFileOutcome Decode(ReadOnlySpan<byte> file, LoggerFileTerms terms)
    {
        (JsonTree? tree, LoggerFileFault? fault) = JsonScanner.Read(file);
        return fault is not null ? new LoggerFileOutcome.Refused([fault])
            : tree!["measuringPoints"] is { Kind: JsonKind.List } ? SaverisReader.Read(tree)
            : tree["data"] is { Kind: JsonKind.List } || tree["records"] is { Kind: JsonKind.List }
                ? new EmsReader(new LoggerClock(terms.Zone)).Read(tree, terms.Zone)
            : LoggerFileOutcome.Because("file", "it is JSON of no known kind: neither records of a monitoring system (data, records) nor values of Saveris (measuringPoints)");
    }
}
