using System.Globalization;
using System.Text.Json.Nodes;
using ColdChain.Agent.DeviceProfiles;
using ColdChain.Agent.Probes.Serial;
using ColdChain.Agent.Probes.Serial.Elitech;
using ColdChain.Agent.Probes.Serial.Modbus;
using ColdChain.Core.Readings;

namespace ColdChain.Agent.Decoding;

/// <summary>Exchanges on a serial bus, for 'decode': a question, its answer, and the profile that says what the registers mean.</summary>
internal static class ExchangeDecoding
{
    public static DecodedReport Run(DecodeRequest.OfExchange request) => Run(request, DeviceProfileCatalogue.BuiltIn);

    public static DecodedReport Run(DecodeRequest.OfExchange request, DeviceProfileCatalogue catalogue)
    {
        byte[]? asked = HexText.Read(request.RequestHex);
        byte[]? answered = HexText.Read(request.ResponseHex);
        if (asked is null || answered is null)
        {
            return DecodedReport.Refused(asked is null ? "request" : "response", "is not hexadecimal: two digits a byte, spaces between");
        }

        if (catalogue.Find(request.Profile) is DeviceProfileOutcome.Found { File.Kind: DeviceProfileKind.Elitech } logger)
        {
            ProfileReading<ElitechProfile> elitech = SerialProfiles.ReadElitech(logger.File);
            return elitech.Profile is { } known
                ? ElitechDecoding.Run(known, asked, answered)
                : DecodedReport.Refused("profile", elitech.Problem);
        }

        ProfileReading<ModbusProfile> found = SerialProfiles.FindModbus(catalogue, request.Profile);
        return found.Profile is { } profile ? Run(profile, asked, answered) : DecodedReport.Refused("profile", found.Problem);
    }

    private static DecodedReport Run(ModbusProfile profile, byte[] asked, byte[] answered)
    {
        List<RejectedPart> wrong = [.. ExchangeCheck.Request(asked).Select(reason => new RejectedPart("request", reason))];
        if (wrong.Count > 0)
        {
            return new DecodedReport([], wrong, SignatureStanding.Absent);
        }

        ModbusRequest question = ExchangeCheck.Question(asked);
        ModbusScan scan = ModbusAnswer.Scan(answered, question);
        return scan.Kind == ModbusScanKind.Incomplete
            ? DecodedReport.Refused("response", ExchangeCheck.Response(answered, question))
            : Read(profile, question, scan, answered);
    }

    private static DecodedReport Read(ModbusProfile profile, ModbusRequest question, ModbusScan scan, byte[] answered)
    {
        RegisterSpan span = RegisterSpan.Of(question.Register, question.Count);
        ModbusPoint[] points = [.. profile.Points.Where(point => point.Function == question.Function
            && span.Covers(RegisterSpan.Of(point.Register, point.Map.Registers)))];
        if (points.Length == 0)
        {
            return DecodedReport.Refused("request", string.Create(
                CultureInfo.InvariantCulture,
                $"function {question.Function}, register {question.Register}, count {question.Count}: {profile.Name} has no temperature there"));
        }

        if (scan.Kind == ModbusScanKind.Exception)
        {
            string says = ModbusFaultText.Explain(ModbusFault.Exception, scan.ExceptionCode, question);
            PointOutcome refused = PointOutcome.Faulted(SensorFault.DeviceError, says);
            return Report(points.Select(point => Line(point, question, refused, [])));
        }

        ReadOnlySpan<byte> registers = answered.AsSpan(scan.DataAt, scan.DataLength);
        List<DecodedLine> lines = [];
        foreach (ModbusPoint point in points)
        {
            lines.Add(Line(point, question, PointReader.Read(registers, question.Register, point), registers));
        }

        return Report(lines);
    }

    private static DecodedReport Report(IEnumerable<DecodedLine> lines) => new([.. lines], [], SignatureStanding.Absent);

    private static DecodedLine Line(ModbusPoint point, ModbusRequest question, PointOutcome outcome, ReadOnlySpan<byte> registers)
    {
        Dictionary<string, JsonNode?> further = new()
        {
            ["slave"] = (int)question.Slave,
            ["channel"] = point.Name,
        };
        if (outcome.Fault is not null)
        {
            further["detail"] = outcome.Detail;
        }

        foreach (FurtherRegister one in point.Further)
        {
            if (PointReader.ReadFurther(registers, question.Register, one) is { } value)
            {
                further[one.Name] = value;
            }
        }

        string sensor = string.Create(CultureInfo.InvariantCulture, $"slave-{question.Slave}/{point.Name}");
        return new DecodedLine(
            sensor,
            null,
            outcome.Fault is null ? outcome.Value : null,
            outcome.Fault?.ToString(),
            DecodedSource.Live)
        {
            Further = further,
        };
    }
}
