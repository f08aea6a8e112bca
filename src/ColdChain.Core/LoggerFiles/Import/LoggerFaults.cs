using ColdChain.Core.Identity;
using ColdChain.Core.Readings;
using ColdChain.Core.Wire;

namespace ColdChain.Core.LoggerFiles.Import;

/// <summary>Rows of a log without a temperature: told when they begin and when they end, like the fault of a live sensor.</summary>
internal static class LoggerFaults
{
    public static IEnumerable<WireEvent> Of(LoggerFile file, LoggerPlaces places)
    {
        foreach (IGrouping<string, LoggerReading> probe in file.Log.Where(row => row.At.At is not null).GroupBy(row => row.Sensor))
        {
            if (places.Of(probe.Key) is { } sensor)
            {
                foreach (WireEvent told in Of(sensor, probe.OrderBy(row => row.At.At!.Value)))
                {
                    yield return told;
                }
            }
        }
    }

    private static IEnumerable<WireEvent> Of(SensorId sensor, IEnumerable<LoggerReading> rows)
    {
        SensorFault? present = null;
        foreach (LoggerReading row in rows)
        {
            if (row.Fault?.Kind == present)
            {
                continue;
            }

            present = row.Fault?.Kind;
            yield return new WireEvent
            {
                Sequence = 0,
                Kind = row.Fault is null ? WireEventKinds.LoggerBack : WireEventKinds.LoggerFault,
                At = row.At.At!.Value.UnixMilliseconds,
                Sensor = sensor.ToString(),
                Detail = row.Fault is { } fault ? $"{fault.Kind}: {fault.Detail}" : null,
            };
        }
    }
}
