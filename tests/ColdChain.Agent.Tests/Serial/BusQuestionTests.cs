using System.Globalization;
using ColdChain.Agent.DeviceProfiles;
using ColdChain.Agent.Probes.Serial;
using ColdChain.Core.Identity;

namespace ColdChain.Agent.Tests.Serial;

public sealed class BusQuestionTests
{
    [Fact]
    public void Eight_probes_of_one_board_are_one_question() => Assert.Equal(
        ["1/3/0+8"], Questions([.. Enumerable.Range(1, 8).Select(number => Of("r4dcb08", 1, $"{number}"))]));

    [Fact]
    public void Probes_far_apart_on_one_board_are_one_question_since_the_registers_between_are_known() =>
        Assert.Equal(["1/3/0+8"], Questions(Of("r4dcb08", 1, "8"), Of("r4dcb08", 1, "1")));

    [Fact]
    public void Two_boards_are_two_questions() =>
        Assert.Equal(["1/3/0+1", "2/3/0+1"], Questions(Of("r4dcb08", 1, "1"), Of("r4dcb08", 2, "1")));

    [Fact]
    public void A_status_register_is_asked_for_with_its_temperature() =>
        Assert.Equal(["1/3/1+2"], Questions(Of("simex-trs-02a", 1, "temperature")));

    [Fact]
    public void Humidity_is_not_asked_for_while_the_agent_runs() =>
        Assert.Equal(["1/3/1+1"], Questions(Of("renke-ws", 1, "temperature")));

    [Fact]
    public void Sensors_without_a_profile_are_asked_by_themselves()
    {
        SerialSensorOptions first = Of("r4dcb08", 1, "1") with { Profile = null };
        SerialSensorOptions second = Of("r4dcb08", 1, "2") with { Profile = null };
        Assert.Equal(["1/3/0+1", "1/3/1+1"], Questions(first, second));
    }

    [Fact]
    public void A_sensor_with_a_pace_of_its_own_has_a_question_of_its_own()
    {
        SerialSensorOptions quick = Of("r4dcb08", 1, "1") with { Poll = TimeSpan.FromSeconds(1) };
        Assert.Equal(["1/3/0+1", "1/3/1+1"], Questions(quick, Of("r4dcb08", 1, "2")));
    }

    [Fact]
    public void No_question_is_longer_than_the_device_answers()
    {
        ModbusProfile profile = SerialProfiles.FindModbus(DeviceProfileCatalogue.BuiltIn, "r4dcb08").Profile! with { MostRegisters = 5 };
        SerialSensorOptions[] sensors =
        [
            .. profile.Points.Select((point, index) => new SerialSensorOptions(Name(index), 1, point) { Profile = profile }),
        ];
        Assert.Equal(["1/3/0+5", "1/3/5+3"], Questions(sensors));
    }

    private static string[] Questions(params SerialSensorOptions[] sensors) =>
    [
        .. BusQuestion.For(ReadBus.Options("/dev/x", sensors)).Select(question => string.Create(
            CultureInfo.InvariantCulture,
            $"{question.Request.Slave}/{question.Request.Function}/{question.Request.Register}+{question.Request.Count}")),
    ];

    private static SerialSensorOptions Of(string name, byte slave, string channel)
    {
        ModbusProfile profile = SerialProfiles.FindModbus(DeviceProfileCatalogue.BuiltIn, name).Profile!;
        return new SerialSensorOptions(Some.Sensor, slave, profile.Point(channel)!) { Profile = profile };
    }

    private static SensorId Name(int index) => SensorId.Parse($"a/b/{index}", CultureInfo.InvariantCulture);
}
