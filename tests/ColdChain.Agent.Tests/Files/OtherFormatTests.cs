using System.Text;
using ColdChain.Agent.Probes.Files;
using ColdChain.Core.LoggerFiles;
using ColdChain.Core.Readings;
using ColdChain.Core.Wire;
using ColdChain.Testing;

namespace ColdChain.Agent.Tests.Files;

/// <summary>Tables, and the files of real loggers where they are at hand beside the repository; never copied into it.</summary>
public sealed class OtherFormatTests : IAsyncDisposable
{
    private readonly LoggerFolder _folder = new();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task A_table_is_known_by_its_name_and_read_by_its_mapping_and_needs_no_signature()
    {
        DelimitedMapping mapping = new() { Delimiter = ';', HeaderLine = 1, TimeColumn = "Zeit", TimeFormat = "dd/MM/yyyy HH:mm", TemperatureColumn = "2", HasDecimalComma = true };
        _folder.Options = _folder.Options with
        {
            Loggers = [new KnownLogger(null, "cold-room*.csv", LoggerFolder.Sensor, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"), mapping)],
        };
        _folder.Start();
        _folder.Put("Cold-Room 7.csv", Encoding.UTF8.GetBytes("Zeit;T\n30/04/2026 08:00;4,1\n30/04/2026 08:05;4,2\n30/04/2026 08:10;---\n"));
        _folder.Put("kitchen.csv", Encoding.UTF8.GetBytes("Zeit;T\n30/04/2026 08:00;4,1\n30/04/2026 08:05;4,2\n"));
        await _folder.LookOnAsync();

        Assert.Equal(
            [(4_100, "2026-04-30T00:00:00.000Z"), (4_200, "2026-04-30T00:05:00.000Z")],
            (await _folder.ReadingsAsync()).Select(reading => (reading.Value.MilliCelsius, reading.MeasuredAt.ToString())));
        Assert.Single(await _folder.EventsAsync(WireEventKinds.LoggerFault));
        Assert.Equal(["Cold-Room 7.csv"], _folder.Done);
        Assert.Equal(["kitchen.csv", "kitchen.csv.reason.txt"], _folder.Rejected);
    }

    [Theory] // G1, G2
    [InlineData("FT2_160400343949_202503171012.txt", "FT2_160400343949_202504070923.txt")]
    [InlineData("FT2_160400343949_202504070923.txt", "FT2_160400343949_202503171012.txt")]
    public async Task Two_real_exports_of_one_logger_verify_and_bring_every_day_once_in_either_order(string first, string second)
    {
        _folder.Options = _folder.Options with
        {
            IssuerKey = LoggerIssuerKeys.Inferred,
            Loggers = [LoggerFolder.Known("160400343949", LoggerFolder.Sensor)],
        };
        HashSet<Reading> expected = [.. Days(first), .. Days(second)];
        _folder.Start();
        foreach (string name in (string[])[first, second])
        {
            _folder.Put(name, Bytes(name));
            await _folder.LookAsync();
        }

        Assert.Equal(2, _folder.Done.Length);
        IReadOnlyList<Reading> stored = await _folder.ReadingsAsync();
        Assert.True(expected.SetEquals(stored), $"{expected.Count} were in the files, {stored.Distinct().Count()} are stored");
        Assert.All(await _folder.EventsAsync(WireEventKinds.LoggerFileImported), told => Assert.Contains("verified against", told.Detail, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_real_export_that_was_cut_by_hand_is_rejected_for_its_signature()
    {
        _folder.Options = _folder.Options with
        {
            IssuerKey = LoggerIssuerKeys.Inferred,
            Loggers = [LoggerFolder.Known("130500109088", LoggerFolder.Sensor)],
        };
        _folder.Put("cut.txt", Bytes("FT2L_130500109088_handcut_badsig.txt"));
        _folder.Start();
        await _folder.LookOnAsync();

        Assert.Equal(["cut.txt", "cut.txt.reason.txt"], _folder.Rejected);
        Assert.Contains("签名不符", _folder.TextOf(WatchedFolder.Rejected, "cut.txt.reason.txt"), StringComparison.Ordinal);
    }

    private static byte[] Bytes(string name)
    {
        string path = Path.GetFullPath(Path.Combine(Repository.Root, "../shared/data/berlinger", name));
        Assert.SkipUnless(File.Exists(path), $"the files of real loggers are not at hand ({path})");
        return File.ReadAllBytes(path);
    }

    private static IEnumerable<Reading> Days(string name)
    {
        LoggerFileTerms terms = new() { Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai") };
        LoggerFile file = Assert.IsType<LoggerFileOutcome.Read>(LoggerFileDecoder.Decode(Bytes(name), terms)).File;
        return file.Readings.Where(row => row.Value is not null).Select(row => new Reading(
            LoggerFolder.Sensor,
            row.At.At!.Value,
            row.Value!.Value,
            ReadingFlags.DeviceTime | ReadingFlags.Logger | row.Source switch
            {
                LoggerReadingSource.DailyMinimum => ReadingFlags.DailyLow,
                LoggerReadingSource.DailyMaximum => ReadingFlags.DailyHigh,
                _ => ReadingFlags.None,
            }));
    }
}
