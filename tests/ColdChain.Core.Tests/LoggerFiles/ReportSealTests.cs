using System.Text;
using ColdChain.Core.LoggerFiles;
using ColdChain.Testing.LoggerFiles;

namespace ColdChain.Core.Tests.LoggerFiles;

/// <summary>A signature proves the file it was made for, and no other.</summary>
public sealed class ReportSealTests : IDisposable
{
    private readonly ReportIssuer _issuer = new();

    public void Dispose() => _issuer.Dispose();

    [Fact]
    public void A_signed_report_of_each_model_verifies_with_crlf_and_with_lf()
    {
        foreach (PlannedReport plan in PlannedReports.OfEachModel.SelectMany(plan => new[] { plan, plan with { HasLfAlone = !plan.HasLfAlone } }))
        {
            LoggerSignature signature = Signature(ReportWriter.Sealed(plan, _issuer));
            Assert.Equal((LoggerSignatureStanding.Valid, "TEST_26_05"), (signature.Standing, signature.Lot));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void No_single_bit_of_a_signed_report_can_change_and_the_report_still_verify(int model)
    {
        byte[] report = ReportWriter.Sealed(PlannedReports.OfEachModel[model], _issuer);
        for (int bit = model; bit < report.Length * 8; bit += 3) // Two or three bits of every byte; over the models, each bit of a key's line.
        {
            report[bit / 8] ^= (byte)(1 << (bit % 8));
            LoggerFileOutcome outcome = LoggerFileDecoder.Decode(report, Terms);
            Assert.True(
                outcome is LoggerFileOutcome.Refused or LoggerFileOutcome.Read { File.Signature.IsInvalid: true },
                $"bit {bit % 8} of byte {bit / 8} ({(char)report[bit / 8]})");
            report[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void A_line_taken_out_or_put_in_shows()
    {
        string text = Encoding.Latin1.GetString(ReportWriter.Sealed(PlannedReports.OfEachModel[0], _issuer));
        Assert.Equal(LoggerSignatureStanding.FileDoesNotFit, Signature(text.Replace(" CID: 1\r\n", string.Empty, StringComparison.Ordinal)).Standing);
        Assert.Equal(LoggerSignatureStanding.FileDoesNotFit, Signature(text.Replace(" CID: 1\r\n", " CID: 1\r\n CID: 1\r\n", StringComparison.Ordinal)).Standing);
        Assert.IsType<LoggerFileOutcome.Refused>(LoggerFileDecoder.Decode(Encoding.Latin1.GetBytes(text + "Data:\r\n"), Terms));
    }

    [Fact]
    public void A_certificate_of_another_issuer_is_told_from_a_changed_file()
    {
        using ReportIssuer other = new();
        byte[] foreign = ReportWriter.Sealed(PlannedReports.OfEachModel[0], other);
        Assert.Equal(LoggerSignatureStanding.CertificateDoesNotFit, Signature(foreign).Standing);
        foreign[10] ^= 1;
        Assert.Equal(LoggerSignatureStanding.NeitherFits, Signature(foreign).Standing);
        Assert.Equal(
            LoggerSignatureStanding.CertificateDoesNotFit,
            Signature(ReportWriter.Sealed(PlannedReports.OfEachModel[0], _issuer), LoggerFileTerms.Default).Standing);
    }

    [Fact]
    public void Without_a_signature_there_is_none_and_with_half_of_one_the_file_is_cut()
    {
        Assert.Equal(LoggerSignatureStanding.Absent, Signature(ReportWriter.Bare(PlannedReports.OfEachModel[0])).Standing);
        string text = Encoding.Latin1.GetString(ReportWriter.Sealed(PlannedReports.OfEachModel[0], _issuer));
        LoggerFileOutcome cut = LoggerFileDecoder.Decode(Encoding.Latin1.GetBytes(text[..text.IndexOf("Sig: ", StringComparison.Ordinal)]), Terms);
        Assert.Contains("cut within its signature", Assert.IsType<LoggerFileOutcome.Refused>(cut).Reasons[0].Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("00")]
    [InlineData("ff")]
    public void A_key_that_is_no_point_of_the_curve_verifies_nothing(string digits)
    {
        byte[] report = ReportWriter.Sealed(PlannedReports.OfEachModel[0], _issuer);
        LoggerFileTerms terms = Terms with { IssuerKey = string.Concat(Enumerable.Repeat(digits, 64)) };
        Assert.Equal(LoggerSignatureStanding.CertificateDoesNotFit, Signature(report, terms).Standing);
    }

    private LoggerFileTerms Terms => new() { IssuerKey = _issuer.Key };

    private LoggerSignature Signature(string report) => Signature(Encoding.Latin1.GetBytes(report));

    private LoggerSignature Signature(byte[] report, LoggerFileTerms? terms = null) =>
        Assert.IsType<LoggerFileOutcome.Read>(LoggerFileDecoder.Decode(report, terms ?? Terms)).File.Signature;
}
