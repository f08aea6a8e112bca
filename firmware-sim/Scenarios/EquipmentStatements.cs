using System.Collections.Frozen;
using FirmwareSim.Lines;
using FirmwareSim.Modbus;
using FirmwareSim.Physics;

namespace FirmwareSim.Scenarios;

/// <summary>The statements that put things into the world: <c>room</c>, <c>fridge</c>, <c>sensor</c>, <c>agent</c>.</summary>
internal sealed class EquipmentStatements
{
    private static readonly FrozenDictionary<string, FridgeKind> Kinds = new Dictionary<string, FridgeKind>
    {
        ["refrigerator"] = FridgeKind.Refrigerator,
        ["ice-lined"] = FridgeKind.IceLined,
        ["cold-room"] = FridgeKind.ColdRoom,
        ["freezer"] = FridgeKind.Freezer,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, bool> Times = new Dictionary<string, bool>
    {
        ["iso"] = true,
        ["none"] = false,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, LineForm> Forms = new Dictionary<string, LineForm>
    {
        ["tsm125"] = LineForm.Tsm125,
        ["temperx232"] = LineForm.Temperx232,
    }.ToFrozenDictionary();

    private readonly List<FridgePlan> _fridges = [];
    private readonly List<SensorPlan> _sensors = [];
    private readonly List<AgentPlan> _agents = [];
    private double _roomMean = 22;
    private double _roomSwing = 3;
    private double _roomWeather = 1.5;

    public IReadOnlyList<FridgePlan> Fridges => _fridges;

    public IReadOnlyList<SensorPlan> Sensors => _sensors;

    public IReadOnlyList<AgentPlan> Agents => _agents;

    public bool TryRead(string verb, Statement statement)
    {
        switch (verb)
        {
            case "room":
                (_roomMean, _roomSwing, _roomWeather) = ReadRoom(statement);
                return true;
            case "fridge":
                ReadFridge(statement);
                return true;
            case "sensor":
                ReadSensor(statement);
                return true;
            case "agent":
                ReadAgent(statement);
                return true;
            default:
                return false;
        }
    }

    private (double Mean, double Swing, double Weather) ReadRoom(Statement statement) => (
        statement.Number("mean", _roomMean, -40, 60),
        statement.Number("swing", _roomSwing, 0, 20),
        statement.Number("weather", _roomWeather, 0, 10));

    private void ReadFridge(Statement statement)
    {
        string unit = statement.Word("the unit, such as gaochuan/fridge-2") ?? string.Empty;
        FridgeKind kind = statement.Choice("kind", Kinds, FridgeKind.Refrigerator);
        double volume = statement.Number("volume", null, 5, 500_000);
        (double mean, double swing, double weather) = ReadRoom(statement);
        _fridges.Add(new FridgePlan
        {
            Line = statement.Line,
            Unit = unit,
            Kind = kind,
            VolumeLitres = volume,
            LoadKilograms = statement.Number("load", volume * 0.1, 0.1, 500_000),
            RoomMeanCelsius = mean,
            RoomSwingKelvin = swing,
            RoomWeatherKelvin = weather,
            DoorsPerDay = statement.Whole("doors", 0, 0, 100),
        });
    }

    private void ReadSensor(Statement statement)
    {
        string name = statement.Word("the sensor, such as gaochuan/fridge-2/top") ?? string.Empty;
        string transport = statement.Word("modbus, line, elitech or mqtt") ?? string.Empty;
        bool counting = statement.TakeWord("counting");
        double lag = statement.Span("lag", TimeSpan.FromSeconds(300), TimeSpan.FromSeconds(2)).TotalSeconds;
        double offset = statement.Number("offset", 0, -10, 10);
        double noise = statement.Number("noise", 0.01, 0, 2);
        SensorPlan? plan = transport switch
        {
            "modbus" => ReadModbus(statement, name, counting),
            "line" => ReadLine(statement, name, counting),
            "elitech" => ReadLogger(statement, name, counting),
            "mqtt" => ReadMqtt(statement, name, counting),
            _ => null,
        };
        if (plan is null)
        {
            statement.Refuse($"\"{transport}\" is not modbus, line, elitech or mqtt");
            return;
        }

        _sensors.Add(plan with { LagSeconds = lag, OffsetKelvin = offset, NoiseKelvin = noise });
    }

    private static ModbusSensorPlan ReadModbus(Statement statement, string name, bool counting) => new()
    {
        Line = statement.Line,
        Sensor = name,
        IsCounting = counting,
        LagSeconds = 0,
        OffsetKelvin = 0,
        NoiseKelvin = 0,
        BusPath = statement.Text("bus"),
        Slave = (byte)statement.Whole("slave", null, 1, 247),
        Map = statement.Choice("map", RegisterMaps.ByName, RegisterMaps.RsWsN01),
        Probe = statement.Whole("probe", 1, 1, 8),
    };

    private static LineSensorPlan ReadLine(Statement statement, string name, bool counting) => new()
    {
        Line = statement.Line,
        Sensor = name,
        IsCounting = counting,
        LagSeconds = 0,
        OffsetKelvin = 0,
        NoiseKelvin = 0,
        BusPath = statement.Text("bus"),
        Form = statement.Choice("form", Forms, LineForm.Tsm125),
        Interval = statement.Span("interval", TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(50)),
    };

    private static LoggerSensorPlan ReadLogger(Statement statement, string name, bool counting) => new()
    {
        Line = statement.Line,
        Sensor = name,
        IsCounting = counting,
        LagSeconds = 0,
        OffsetKelvin = 0,
        NoiseKelvin = 0,
        BusPath = statement.Text("bus"),
        Interval = statement.Span("interval", TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(1)),
        Slow = statement.Span("slow", TimeSpan.Zero, TimeSpan.Zero),
    };

    private static MqttSensorPlan ReadMqtt(Statement statement, string name, bool counting) => new()
    {
        Line = statement.Line,
        Sensor = name,
        IsCounting = counting,
        LagSeconds = 0,
        OffsetKelvin = 0,
        NoiseKelvin = 0,
        Host = statement.Text("host", "127.0.0.1"),
        Port = statement.Whole("port", 1883, 1, 65_535),
        Topic = statement.Text("topic"),
        ClientId = statement.Text("client"),
        UserName = statement.OptionalText("user"),
        Password = statement.OptionalText("password"),
        Interval = statement.Span("interval", TimeSpan.FromSeconds(60), TimeSpan.FromMilliseconds(1)),
        SendsTime = statement.Choice("time", Times, true),
        StoreLimit = statement.Whole("store", 1_000, 1, 1_000_000),
        Window = statement.Whole("window", 1, 1, 1_000),
        KeepAlive = statement.Span("keep-alive", TimeSpan.FromSeconds(30), TimeSpan.Zero),
        AckPatience = statement.Span("patience", TimeSpan.FromSeconds(10), TimeSpan.FromMilliseconds(50)),
        CleanSession = statement.Whole("clean", 0, 0, 1) == 1,
    };

    private void ReadAgent(Statement statement)
    {
        string id = statement.Word("the agent's id") ?? string.Empty;
        _agents.Add(new AgentPlan
        {
            Line = statement.Line,
            AgentId = id,
            Key = statement.OptionalText("key"),
            KeyFile = statement.OptionalText("key-file"),
            SensorPatterns = statement.Text("sensors").Split(',', StringSplitOptions.RemoveEmptyEntries),
        });
    }
}
