using ColdChain.Core.LoggerFiles;

namespace ColdChain.Agent.Decoding;

/// <summary>Logger files, for 'decode'.</summary>
internal static class FileDecoding
{
    public static DecodedReport Run(DecodeRequest.OfFile request)
    {
        TimeZoneInfo? zone = null;
        if (request.TimeZone is { } name && !TimeZoneInfo.TryFindSystemTimeZoneById(name, out zone))
        {
            return DecodedReport.Refused("--time-zone", $"there is no zone '{name}': give its IANA name, such as Asia/Shanghai");
        }

        return PayloadFile.TryRead(request.Path, out byte[] file, out string problem)
            ? Say(LoggerFileDecoder.Decode(file, new LoggerFileTerms { Zone = zone }))
            : DecodedReport.Refused("--file", problem);
    }

    private static DecodedReport Say(LoggerFileOutcome outcome) => outcome switch
    {
        LoggerFileOutcome.Read read => Say(read.File),
        LoggerFileOutcome.Refused refused => new DecodedReport([], Rejected(refused.Reasons), SignatureStanding.Absent),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static DecodedReport Say(LoggerFile file)
    {
        List<RejectedPart> rejected = [.. Rejected(file.Rejected)];
        if (file.Signature.IsInvalid)
        {
            rejected.Add(new RejectedPart("signature", file.Signature.Words));
        }

        return new DecodedReport(
            [.. file.Log.Select(LoggerLines.OfLog), .. file.Days.SelectMany(day => LoggerLines.OfDay(day, file.AlarmLimits))],
            rejected,
            file.Signature switch
            {
                { IsValid: true } => SignatureStanding.Valid,
                { IsInvalid: true } => SignatureStanding.Invalid,
                _ => SignatureStanding.Absent,
            });
    }

    private static IReadOnlyList<RejectedPart> Rejected(IEnumerable<LoggerFileFault> faults) =>
        [.. faults.Select(fault => new RejectedPart(fault.Where, fault.Reason))];
}
