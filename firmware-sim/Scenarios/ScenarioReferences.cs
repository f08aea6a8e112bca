namespace FirmwareSim.Scenarios;

/// <summary>Whether the names in a scenario fit together.</summary>
internal static class ScenarioReferences
{
    public static IEnumerable<ScenarioMistake> Check(Scenario scenario) =>
        Duplicates(scenario)
            .Concat(scenario.Sensors.SelectMany(sensor => CheckSensor(scenario, sensor)))
            .Concat(scenario.Agents.SelectMany(agent => CheckAgent(scenario, agent)))
            .Concat(scenario.Happenings.SelectMany(happening => CheckTarget(scenario, happening)))
            .Concat(scenario.Crossings.SelectMany(crossing => CheckCrossing(scenario, crossing)));

    private static IEnumerable<ScenarioMistake> Duplicates(Scenario scenario)
    {
        IEnumerable<ModbusSensorPlan> modbus = scenario.Sensors.OfType<ModbusSensorPlan>();
        IEnumerable<SerialSensorPlan> alone = scenario.Sensors.OfType<SerialSensorPlan>().Where(sensor => sensor is not ModbusSensorPlan);
        IEnumerable<MqttSensorPlan> mqtt = scenario.Sensors.OfType<MqttSensorPlan>();
        return Twice(scenario.Fridges, fridge => (fridge.Unit, fridge.Line), "the fridge")
            .Concat(Twice(scenario.Sensors, sensor => (sensor.Sensor, sensor.Line), "the sensor"))
            .Concat(Twice(scenario.Agents, agent => (agent.AgentId, agent.Line), "the agent"))
            .Concat(Twice(modbus, sensor => ($"{SlaveName(sensor)} on {sensor.BusPath}", sensor.Line), "slave"))
            .Concat(Twice(alone, sensor => (sensor.BusPath, sensor.Line), "a device at"))
            .Concat(Twice(mqtt, sensor => ($"{sensor.ClientId} at {sensor.Host}:{sensor.Port}", sensor.Line), "the client"))
            .Concat(SameNames(scenario.Sensors.OfType<SerialSensorPlan>()));
    }

    private static string SlaveName(ModbusSensorPlan sensor) =>
        sensor.Map.Probes == 1 ? $"{sensor.Slave}" : $"{sensor.Slave}, probe {sensor.Probe},";

    private static IEnumerable<ScenarioMistake> Twice<T>(
        IEnumerable<T> all, Func<T, (string Name, int Line)> key, string what) => all
        .Select(key)
        .GroupBy(entry => entry.Name, StringComparer.Ordinal)
        .SelectMany(group => group.Skip(1).Select(second =>
            new ScenarioMistake(second.Line, $"{what} {group.Key} stands already in line {group.First().Line}")));

    private static IEnumerable<ScenarioMistake> SameNames(IEnumerable<SerialSensorPlan> sensors) => sensors
        .GroupBy(sensor => sensor.BusName, StringComparer.Ordinal)
        .SelectMany(group => group
            .Where(sensor => sensor.BusPath != group.First().BusPath)
            .Select(sensor => new ScenarioMistake(
                sensor.Line, $"the bus of line {group.First().Line} is called {group.Key} too; a bus is known by its last segment")));

    private static IEnumerable<ScenarioMistake> CheckSensor(Scenario scenario, SensorPlan sensor)
    {
        if (scenario.Fridges.All(fridge => fridge.Unit != sensor.Unit))
        {
            yield return new ScenarioMistake(sensor.Line, $"{sensor.Sensor} hangs in no fridge of this file");
        }

        if (sensor is SerialSensorPlan { BusName: "" })
        {
            yield return new ScenarioMistake(sensor.Line, "the bus has no name at the end of its path");
        }

        if (sensor is ModbusSensorPlan modbus && modbus.Probe > modbus.Map.Probes)
        {
            yield return new ScenarioMistake(sensor.Line, $"probe={modbus.Probe}: a {modbus.Map.Name} has {modbus.Map.Probes}");
        }

        if (sensor is ModbusSensorPlan board && scenario.Sensors.OfType<ModbusSensorPlan>().Any(other =>
            other.BusPath == board.BusPath && other.Slave == board.Slave && other.Map != board.Map && other.Line < board.Line))
        {
            yield return new ScenarioMistake(sensor.Line, $"slave {board.Slave} on {board.BusPath} has another map already");
        }

        if (sensor is MqttSensorPlan mqtt && mqtt.Topic.AsSpan().ContainsAny('#', '+'))
        {
            yield return new ScenarioMistake(sensor.Line, $"{mqtt.Topic} has a wildcard; nobody can publish to it");
        }
    }

    private static IEnumerable<ScenarioMistake> CheckAgent(Scenario scenario, AgentPlan agent)
    {
        foreach (string pattern in agent.SensorPatterns)
        {
            AgentPlan alone = agent with { SensorPatterns = [pattern] };
            if (!scenario.Sensors.Any(sensor => alone.Covers(sensor.Sensor)))
            {
                yield return new ScenarioMistake(agent.Line, $"{pattern} covers no sensor");
            }
        }

        foreach (SensorPlan sensor in scenario.Sensors.Where(sensor => agent.Covers(sensor.Sensor)))
        {
            AgentPlan first = scenario.Agents.First(other => other.Covers(sensor.Sensor));
            if (first != agent)
            {
                yield return new ScenarioMistake(agent.Line, $"{sensor.Sensor} belongs already to {first.AgentId}");
            }
        }

        if (agent.Key is not null && agent.KeyFile is not null)
        {
            yield return new ScenarioMistake(agent.Line, "key= and key-file= exclude each other");
        }
    }

    private static IEnumerable<ScenarioMistake> CheckTarget(Scenario scenario, Happening happening)
    {
        string target = happening.Target;
        bool isUnit = scenario.Fridges.Any(fridge => fridge.Unit == target);
        (bool Known, string What) found = happening.Kind switch
        {
            HappeningKind.PowerOff or HappeningKind.PowerOn or HappeningKind.DoorOpen => (isUnit, "a fridge"),
            HappeningKind.Silence => (isUnit || scenario.Sensors.Any(sensor => sensor.Sensor == target), "a fridge or sensor"),
            HappeningKind.Offline or HappeningKind.LoseAcks =>
                (scenario.Sensors.Any(sensor => sensor is MqttSensorPlan && sensor.Sensor == target), "an MQTT sensor"),
            HappeningKind.BrokenProbe =>
                (scenario.Sensors.Any(sensor => sensor is ModbusSensorPlan or LineSensorPlan && sensor.Sensor == target), "a probe on a serial line"),
            HappeningKind.Noise or HappeningKind.WrongCrc or HappeningKind.Late or HappeningKind.Partial
                or HappeningKind.OtherTraffic or HappeningKind.Vanish =>
                (scenario.Sensors.Any(sensor => sensor is SerialSensorPlan serial && serial.BusName == target), "a bus"),
        };
        if (!found.Known)
        {
            yield return new ScenarioMistake(happening.Line, $"{target} is not {found.What} of this file");
        }
    }

    private static IEnumerable<ScenarioMistake> CheckCrossing(Scenario scenario, CrossingPlan crossing)
    {
        if (scenario.Sensors.All(sensor => sensor.Sensor != crossing.Sensor))
        {
            yield return new ScenarioMistake(crossing.Line, $"{crossing.Sensor} is not a sensor of this file");
        }
    }
}
