using FirmwareSim.Live;
using FirmwareSim.Scenarios;

namespace FirmwareSim.History;

/// <summary>Walks a plant through its history, reading its sensors as they would have been read. The plant then stands where the live run begins.</summary>
internal static class HistoryWalk
{
    /// <summary>All readings, oldest first. Counting sensors have no past; a silent sensor leaves a gap.</summary>
    public static IReadOnlyList<PastReading> Take(Plant plant, HistoryPlan plan)
    {
        FaultSchedule faults = new(plant.Scenario, plant.LiveStartSecond);
        SensorPlan[] sensors = [.. plant.Scenario.Sensors.Where(sensor => !sensor.IsCounting)];
        List<PastReading> readings = [];
        foreach (long second in plan.Seconds(plant.LiveStartSecond))
        {
            DateTimeOffset moment = DateTimeOffset.FromUnixTimeSeconds(second);
            foreach (SensorPlan sensor in sensors)
            {
                int milliCelsius = plant.Sensor(sensor.Sensor).TakeMilliCelsius(moment);
                if (!faults.IsSilent(sensor.Sensor, moment))
                {
                    readings.Add(new PastReading(sensor.Sensor, second, milliCelsius));
                }
            }
        }

        return readings;
    }
}
