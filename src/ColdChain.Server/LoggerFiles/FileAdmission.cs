using System.Globalization;
using ColdChain.Core.Identity;
using ColdChain.Core.LoggerFiles;
using ColdChain.Core.LoggerFiles.Import;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;
using ColdChain.Core.Wire;
using ColdChain.Server.Equipment;
using ColdChain.Server.History;
using ColdChain.Server.Ingest;

namespace ColdChain.Server.LoggerFiles;

/// <summary>Bytes of a file to what may be stored of it, or to the reasons why nothing may. Pure.</summary>
/// <param name="sensors">Those of the unit, with their serial numbers.</param>
/// <param name="rules">Of ingest: the same as for what an agent sends.</param>
internal sealed class FileAdmission(IReadOnlyList<Sensor> sensors, AdmissionRules rules, EquipmentPlan plan, StorageUnitId unit)
{
    private readonly List<FileObjection> _remarks = [];

    /// <summary>One of the two is null.</summary>
    public (AdmittedFile? File, FileObjection? Refusal) Of(LoggerFileRequest request, string issuerKey)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(request.TimeZone, out TimeZoneInfo? zone))
        {
            return (null, new FileObjection("没有这个时区，例如 Asia/Shanghai。", "There is no such time zone; one is written like Asia/Shanghai."));
        }

        LoggerFileTerms terms = new() { Zone = zone, IssuerKey = issuerKey };
        if (Core.LoggerFiles.LoggerFileDecoder.Decode(request.Bytes, terms) is not LoggerFileOutcome.Read { File: var file })
        {
            return (null, Unreadable(request.Bytes, terms));
        }

        return file.Signature.IsInvalid
            ? (null, new FileObjection(
                "签名不符：文件在记录仪导出后被改动，或被人工截取。请从记录仪重新导出原始文件。",
                "Its signature does not fit: it was changed after the logger wrote it, or cut by hand. Export it from the logger again.",
                [file.Signature.Words]))
            : Placed(file, request, zone);
    }

    private static FileObjection Unreadable(byte[] bytes, LoggerFileTerms terms) => new(
        "这不是可识别的记录仪文件，或文件不完整、已损坏。请从记录仪重新导出，不要编辑。",
        "This is no file of a logger that is known here, or it is cut short or broken. Export it from the logger again and leave it as it is.",
        Core.LoggerFiles.LoggerFileDecoder.Decode(bytes, terms) is LoggerFileOutcome.Refused refused ? [.. refused.Reasons.Take(20).Select(Line)] : []);

    private static string Line(LoggerFileFault fault) => $"{fault.Where}: {fault.Reason}";

    private (AdmittedFile? File, FileObjection? Refusal) Placed(LoggerFile file, LoggerFileRequest request, TimeZoneInfo zone)
    {
        LoggerPlaces places = request.Sensor is { } chosen
            ? new LoggerPlaces(new Dictionary<string, SensorId>(), chosen)
            : new LoggerPlaces(sensors.Where(sensor => sensor.SerialNumber is not null)
                .DistinctBy(sensor => sensor.SerialNumber).ToDictionary(sensor => sensor.SerialNumber!, sensor => sensor.Id));
        if (places.Unknown(file) is { } unknown)
        {
            return (null, new FileObjection(
                $"这台设备没有登记序列号为 {unknown} 的传感器。请选择传感器，或先登记序列号。",
                $"No sensor of this unit is registered with the serial number {unknown}. Choose the sensor, or register the number first."));
        }

        if (Another(file, request.Sensor) is { } other)
        {
            return (null, new FileObjection(
                $"文件中的记录仪已登记为 {other}，不是所选的传感器。",
                $"The logger in this file is registered as {other}, not as the sensor that you chose."));
        }

        if (places.Clash(file) is { } clash)
        {
            return (null, new FileObjection(
                $"文件中有两个探头（{clash.First}、{clash.Second}），不能都算作同一个传感器。请按“序列号/探头”分别登记。",
                $"The file has two probes, {clash.First} and {clash.Second}, which cannot both be one sensor. Register each by serial/probe."));
        }

        RemarkOtherSerial(file, request.Sensor);
        return Admitted(file, LoggerReadout.Of(file, places, zone));
    }

    /// <summary>A sensor of the unit that is registered with a serial of this file while another was chosen.</summary>
    private SensorId? Another(LoggerFile file, SensorId? chosen) => chosen is null ? null : LoggerPlaces.ProbesOf(file)
        .Select(probe => sensors.FirstOrDefault(sensor => sensor.SerialNumber == probe || sensor.SerialNumber == LoggerPlaces.SerialOf(probe)))
        .FirstOrDefault(sensor => sensor is not null && sensor.Id != chosen)?.Id;

    private void RemarkOtherSerial(LoggerFile file, SensorId? chosen)
    {
        string? registered = sensors.FirstOrDefault(sensor => sensor.Id == chosen)?.SerialNumber;
        if (registered is not null && file.Serial is { } serial && LoggerPlaces.SerialOf(registered) != serial)
        {
            _remarks.Add(new FileObjection(
                $"所选传感器登记的序列号是 {registered}，与文件中的 {serial} 不同。",
                $"The sensor that you chose is registered with the serial number {registered}, not {serial} as in the file."));
        }
    }

    private (AdmittedFile? File, FileObjection? Refusal) Admitted(LoggerFile file, LoggerReadout readout)
    {
        List<ArrivedReading> admitted = [];
        List<RefusedReading> refused = [];
        for (int index = 0; index < readout.Readings.Count; index++)
        {
            Reading reading = readout.Readings[index];
            (Reading? good, RefusedReading? refusal) = rules.Judge(reading.Sensor.ToString(), new WireReading(
                index + 1, reading.MeasuredAt.UnixMilliseconds, reading.Value.MilliCelsius, (int)reading.Flags));
            if (good is { } known)
            {
                admitted.Add(new ArrivedReading(index + 1, known));
            }
            else
            {
                refused.Add(refusal!);
            }
        }

        Remark(file, readout, admitted, refused);
        return admitted.Count > 0
            ? (new AdmittedFile(file, readout, admitted, _remarks), null)
            : (null, new FileObjection(
                "文件中没有可以保存的温度。",
                "There is no temperature in this file that can be stored.",
                [.. _remarks.SelectMany(remark => remark.Details.Prepend(remark.English))]));
    }

    private void Remark(LoggerFile file, LoggerReadout readout, List<ArrivedReading> admitted, List<RefusedReading> refused)
    {
        if (file.Signature.Standing == LoggerSignatureStanding.Absent && file.Format == LoggerFileFormat.BerlingerText)
        {
            _remarks.Add(new FileObjection(
                "文件没有签名，而这种记录仪的文件应有签名：无法证明内容未被改动。",
                "The file is not signed, and loggers of this kind sign their files: nothing shows that it was not changed."));
        }

        foreach (IGrouping<RefusalReason, RefusedReading> reason in refused.GroupBy(one => one.Reason))
        {
            _remarks.Add(new FileObjection(
                $"{reason.Count()} 条读数不保存：{Chinese(reason.Key)}",
                $"{reason.Count()} readings are not stored: {reason.First().Explanation}"));
        }

        AddCount(readout.WithoutTime, "条读数没有时间，不保存。", "readings have no time and are not stored.");
        AddCount(admitted.Count(IsOutside), "条读数早于或晚于传感器在这台设备的安装期间：会保存，但不计入这台设备。", "readings lie outside the time that the sensor was placed in this unit: they are stored, and do not count for it.");
        if (file.Rejected.Count > 0)
        {
            _remarks.Add(new FileObjection(
                $"{file.Rejected.Count} 处无法读取：",
                $"{file.Rejected.Count} parts could not be read:",
                [.. file.Rejected.Take(20).Select(Line)]));
        }
    }

    private void AddCount(int count, string chinese, string english)
    {
        if (count > 0)
        {
            string number = count.ToString(CultureInfo.InvariantCulture);
            _remarks.Add(new FileObjection($"{number} {chinese}", $"{number} {english}"));
        }
    }

    private bool IsOutside(ArrivedReading one) => !plan.PlacementsOfSensor[one.Reading.Sensor].Any(
        placement => placement.StorageUnitId == unit && placement.During.Contains(one.Reading.MeasuredAt));

    private static string Chinese(RefusalReason reason) => reason switch
    {
        RefusalReason.UnknownSensor => "传感器未登记。",
        RefusalReason.OtherFacility => "传感器属于其他机构。",
        RefusalReason.ImplausibleValue => "温度超出任何传感器的测量范围。",
        RefusalReason.ImplausibleTime => "时间早于 2020 年，或比服务器时钟超前 24 小时以上。",
        RefusalReason.UnknownFlags => "带有本服务器不认识的标志。",
    };
}
