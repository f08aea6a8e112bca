using ColdChain.Core.LoggerFiles;
using ColdChain.Testing.LoggerFiles;

namespace ColdChain.Core.Tests.LoggerFiles;

/// <summary>A hundred thousand files that no logger wrote, most of them changed from ones that it would.</summary>
public sealed class LoggerFileFuzzTests
{
    private const int Seed = 20260501;
    private const int Cases = 100_000;

    [Fact]
    public void No_report_makes_the_decoder_throw_or_give_what_is_neither_reading_nor_fault()
    {
        using ReportIssuer issuer = new();
        byte[][] whole = [.. PlannedReports.OfEachModel.Select(plan => ReportWriter.Sealed(plan, issuer)), .. PlannedReports.OfEachModel.Select(ReportWriter.Bare)];
        Assert.InRange(FuzzedFiles.Read(whole, Cases, Seed), Cases / 20, Cases);
    }

    [Fact]
    public void A_file_of_nothing_but_keys_or_rows_is_refused_before_it_fills_the_memory()
    {
        byte[] keys = System.Text.Encoding.ASCII.GetBytes("Device: x\n" + string.Concat(Enumerable.Repeat("a:, b:, c:\n", 100_000)));
        LoggerFileFault fault = Assert.Single(Assert.IsType<LoggerFileOutcome.Refused>(LoggerFileDecoder.Decode(keys, LoggerFileTerms.Default)).Reasons);
        Assert.Contains("one too many", fault.Reason, StringComparison.Ordinal);
        Assert.IsType<LoggerFileOutcome.Refused>(LoggerFileDecoder.Decode(new byte[LoggerFileDecoder.MostBytes + 1], LoggerFileTerms.Default));
    }
}
