using System.Text.Json;
using ColdChain.Agent.Commands;
using ColdChain.Testing;
using ColdChain.Testing.LoggerFiles;

namespace ColdChain.Agent.Tests.Decoding;

/// <summary>'decode --file' as somebody runs it: what it prints and how it ends.</summary>
public sealed class FileDecodingTests : IDisposable
{
    private static readonly PlannedReport Plan = new()
    {
        Model = "Q-tag Fridge-tag 2 E",
        HasExternal = true,
        LogMinutes = 5,
        Log = [new PlannedRow(new DateTime(2026, 5, 2, 8, 0, 0), 41, false), new PlannedRow(new DateTime(2026, 5, 2, 8, 5, 0), null, true)],
        Days =
        [
            new PlannedDay(new DateOnly(2026, 5, 2))
            {
                HighMinutes = 12, HighFiredAt = new(3, 0), ExternalTimeoutMinutes = 21, ExternalTimeoutAt = new(15, 4), CheckedInMorning = new(7, 55),
            },
        ],
    };

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Rows_are_log_days_are_two_daily_lines_and_the_summary_is_last()
    {
        (int code, JsonElement[] lines) = await DecodeAsync(ReportWriter.Bare(Plan), "--time-zone", "Asia/Shanghai");
        Assert.Equal(ExitCode.Done, code);
        Assert.Equal(["log", "log", "daily", "daily"], lines[..^1].Select(line => line.GetProperty("source").GetString()));
        Assert.All(lines[..^1], line => Assert.Equal("169900000001/external", line.GetProperty("sensor").GetString()));
        Assert.Equal(("2026-05-02T00:00:00.000Z", 4.1m), (lines[0].GetProperty("at").GetString(), lines[0].GetProperty("celsius").GetDecimal()));
        Assert.Equal("""{"readings":3,"faults":1,"rejected":[],"signature":"absent"}""", lines[^1].GetProperty("summary").GetRawText());
    }

    [Fact]
    public async Task A_missing_value_is_a_fault_and_keeps_the_logger_s_mark()
    {
        (_, JsonElement[] lines) = await DecodeAsync(ReportWriter.Bare(Plan));
        Assert.Equal(JsonValueKind.Null, lines[1].GetProperty("celsius").ValueKind);
        Assert.Equal(("ProbeMissing", true), (lines[1].GetProperty("fault").GetString(), lines[1].GetProperty("outOfLimits").GetBoolean()));
        Assert.Equal((JsonValueKind.Null, "2026-05-02T08:05:00"), (lines[1].GetProperty("at").ValueKind, lines[1].GetProperty("localTime").GetString()));
    }

    [Fact]
    public async Task A_daily_line_says_all_of_its_day()
    {
        (_, JsonElement[] lines) = await DecodeAsync(ReportWriter.Bare(Plan));
        JsonElement highest = lines[3];
        Assert.Equal(("max", "2026-05-02", 4.5m), (
            highest.GetProperty("kind").GetString(), highest.GetProperty("date").GetString(), highest.GetProperty("averageCelsius").GetDecimal()));
        Assert.Equal(
            """{"number":1,"minutes":12,"limitCelsius":8,"delayMinutes":600,"firedAt":"03:00"}""", highest.GetProperty("alarms")[1].GetRawText());
        Assert.Equal((12, 21), (highest.GetProperty("alarmMinutes").GetInt32(), highest.GetProperty("timeoutMinutes").GetInt32()));
        Assert.Equal(("07:55", 8), (highest.GetProperty("checkedMorning").GetString(), highest.GetProperty("eventsMask").GetInt32()));
    }

    [Fact]
    public async Task A_signature_of_no_known_issuer_ends_with_three_and_the_readings_are_printed()
    {
        using ReportIssuer issuer = new();
        (int code, JsonElement[] lines) = await DecodeAsync(ReportWriter.Sealed(Plan, issuer));
        Assert.Equal((ExitCode.SignatureInvalid, 5), (code, lines.Length));
        Assert.Equal("invalid", lines[^1].GetProperty("summary").GetProperty("signature").GetString());
        Assert.Contains("the certificate does not fit the issuer key", lines[^1].GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_genuine_file_of_a_real_logger_is_valid_and_one_changed_digit_is_not()
    {
        string path = Path.GetFullPath(Path.Combine(Repository.Root, "../shared/data/berlinger/FT2_130400191544_202304201514.txt"));
        Assert.SkipUnless(File.Exists(path), $"the captured files are not at hand ({path})");
        byte[] file = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(ExitCode.Done, (await DecodeAsync(file)).Code);
        file[file.AsSpan().IndexOf("+2.0"u8) + 1]++;
        Assert.Equal(ExitCode.SignatureInvalid, (await DecodeAsync(file)).Code);
    }

    [Fact]
    public async Task A_file_that_is_cut_ends_with_one_and_says_where()
    {
        (int code, JsonElement[] lines) = await DecodeAsync(ReportWriter.Bare(Plan)[..700]);
        JsonElement rejected = Assert.Single(lines).GetProperty("summary").GetProperty("rejected")[0];
        Assert.Equal(ExitCode.Failed, code);
        Assert.StartsWith("line ", rejected.GetProperty("where").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_that_is_rejected_ends_with_one_though_the_rest_is_printed()
    {
        (int code, JsonElement[] lines) = await DecodeAsync("time,temperature\n2026-05-01T00:00:00Z,4.1\nsoon,4.2\n"u8.ToArray());
        Assert.Equal((ExitCode.Failed, 2), (code, lines.Length));
        Assert.Equal("line 3", lines[1].GetProperty("summary").GetProperty("rejected")[0].GetProperty("where").GetString());
    }

    [Theory]
    [InlineData("Mars/Olympus", "--time-zone")]
    [InlineData("Asia/Shanghai", "--file")]
    public async Task A_zone_or_a_file_that_is_not_there_is_said(string zone, string where)
    {
        (int code, JsonElement[] lines) = await RunAsync(_directory.Path("missing.txt"), "--time-zone", zone);
        Assert.Equal(
            (ExitCode.Failed, where), (code, Assert.Single(lines).GetProperty("summary").GetProperty("rejected")[0].GetProperty("where").GetString()));
    }

    private async Task<(int Code, JsonElement[] Lines)> DecodeAsync(byte[] file, params string[] options)
    {
        string path = _directory.Path("a name that says nothing");
        await File.WriteAllBytesAsync(path, file, TestContext.Current.CancellationToken);
        return await RunAsync(path, options);
    }

    private static async Task<(int Code, JsonElement[] Lines)> RunAsync(string path, params string[] options)
    {
        StringWriter output = new();
        AgentCommand command = new(output, TextWriter.Null, TimeProvider.System);
        int code = await command.RunAsync(["decode", "--file", path, .. options], TestContext.Current.CancellationToken);
        return (code, [.. output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)]);
    }
}
