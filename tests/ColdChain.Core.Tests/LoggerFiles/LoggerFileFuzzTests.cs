using ColdChain.Core.LoggerFiles;
using ColdChain.Testing.LoggerFiles;

namespace ColdChain.Core.Tests.LoggerFiles;

/// <summary>A hundred thousand files that no logger wrote, most of them changed from ones that it would.</summary>
public sealed class LoggerFileFuzzTests
{
    private const int Seed = 20260501;
    private const int Cases = 100_000;

    private static readonly string[] Others =
    [
        "time,temperature,name\n2026-10-25 02:30,4.1,a\n2026-10-25 02:00,###,b\n\"2026-03-29 02:30\",\"4,5\",c\n",
        "Serial #,T1\nDescription,x\nReading interval,5 minutes\nNon alert range,2.0  to  8.0 °C\n#,Date,Time,T\n1,2026-05-01,08:00:00,4.1\n",
        """{"meta":{"transferId":"a"},"data":[{"LSER":"L","records":[{"ABST":"20260501T000000Z","RELT":"P2DT1H","TVC":4.1,"ALRM":null},{"RELT":"P2D","TVC":null,"LERR":"x"}]}]}""",
        """{"measuringPoints":[{"channelName":"a\u00e9","value":"-4.5","unit":"°C","timestamp":"2026-05-01T00:00:00Z"}]}""",
    ];

    [Fact]
    public void No_report_makes_the_decoder_throw_or_give_what_is_neither_reading_nor_fault()
    {
        using ReportIssuer issuer = new();
        byte[][] whole = [.. PlannedReports.OfEachModel.Select(plan => ReportWriter.Sealed(plan, issuer)), .. PlannedReports.OfEachModel.Select(ReportWriter.Bare)];
        Assert.InRange(FuzzedFiles.Read(whole, Cases, Seed), Cases / 20, Cases);
    }

    [Fact]
    public void No_table_and_no_json_does_either()
    {
        Assert.InRange(FuzzedFiles.Read([.. Others.Select(System.Text.Encoding.UTF8.GetBytes)], Cases, Seed), Cases / 20, Cases);
    }

    [Fact]
    public void A_file_of_nothing_but_keys_or_rows_is_refused_before_it_fills_the_memory()
    {
        byte[] keys = System.Text.Encoding.ASCII.GetBytes("Device: x\nConf:\n" + string.Concat(Enumerable.Repeat("a:, b:, c:\n", 100_000)));
        LoggerFileFault fault = Assert.Single(Assert.IsType<LoggerFileOutcome.Refused>(LoggerFileDecoder.Decode(keys, LoggerFileTerms.Default)).Reasons);
        Assert.Contains("one too many", fault.Reason, StringComparison.Ordinal);
        Assert.IsType<LoggerFileOutcome.Refused>(LoggerFileDecoder.Decode(new byte[LoggerFileDecoder.MostBytes + 1], LoggerFileTerms.Default));
    }
}
