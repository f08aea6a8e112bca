using ColdChain.Core.LoggerFiles;
using ColdChain.Core.Readings;

namespace ColdChain.Core.Tests.LoggerFiles;

/// <summary>Reports that somebody else wrote by hand to try readers with.</summary>
public sealed class HandWrittenBerlingerTests
{
    private const string Folder = "berlinger/fixtures_third_party/";

    [Theory]
    [InlineData("invalid_bad_indent.txt", "line 4")]
    [InlineData("invalid_empty.txt", "line 1")]
    [InlineData("invalid_truncated.txt", "line 9")]
    public void A_broken_one_is_refused_with_its_line(string name, string where)
    {
        LoggerFileFault fault = SharedFiles.Refused(Folder + name);
        Assert.Equal(where, fault.Where);
        Assert.EndsWith("from the logger again", fault.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("valid_alarm_breaches.txt", 2, LoggerSignatureStanding.Absent)]
    [InlineData("valid_full.txt", 2, LoggerSignatureStanding.NeitherFits)]
    [InlineData("valid_minimal.txt", 1, LoggerSignatureStanding.Absent)]
    [InlineData("valid_missing_temps.txt", 3, LoggerSignatureStanding.Absent)]
    public void A_whole_one_is_read_and_proves_nothing(string name, int days, LoggerSignatureStanding standing)
    {
        LoggerFile file = SharedFiles.Read(Folder + name);
        Assert.Equal((days, standing), (file.Days.Count, file.Signature.Standing));
        Assert.Empty(file.Rejected);
    }

    [Fact]
    public void Dashes_are_faults_and_never_a_temperature()
    {
        LoggerFile file = SharedFiles.Read(Folder + "valid_missing_temps.txt");
        LoggerReading[] missing = [.. file.Readings.Where(reading => reading.Fault is not null)];
        Assert.Equal(3, missing.Length);
        Assert.All(missing, reading => Assert.True(reading.Value is null && reading.Fault!.Kind == SensorFault.ProbeMissing));
        Assert.Equal([1440, 720], file.Timeouts.Select(gap => gap.Minutes));
    }
}
