namespace EndToEnd.Tests.Oracle;

/// <summary>The oracle itself: it must see a planted fault, or all it says is worthless.</summary>
public sealed class LedgerTests
{
    private const string Timed = "gaochuan/fridge-1/top";
    private const string Serial = "gaochuan/fridge-2/top";

    private static readonly TruthEntry[] Truth =
    [
        new() { Kind = TruthEntry.MqttSent, At = 1_000, Sensor = Timed, MilliCelsius = 4_000, PayloadTime = 900 },
        new() { Kind = TruthEntry.MqttAcked, At = 1_010, Sensor = Timed, MilliCelsius = 4_000, PayloadTime = 900 },
        new() { Kind = TruthEntry.MqttSent, At = 2_000, Sensor = Timed, MilliCelsius = 4_100, PayloadTime = 1_900 },
        new() { Kind = TruthEntry.ModbusAnswer, At = 1_500, Sensor = Serial, MilliCelsius = 5_000, Bus = "bus-1" },
        new() { Kind = TruthEntry.ModbusAnswer, At = 9_500, Sensor = Serial, MilliCelsius = 5_100, Bus = "bus-1" },
    ];

    private static readonly StoredRow[] Complete =
    [
        new(Timed, 900, 4_000, false),
        new(Serial, 1_500, 5_000, false),
        new(Serial, 9_500, 5_100, false),
    ];

    [Fact]
    public void A_history_with_all_that_was_acknowledged_is_clean()
    {
        LedgerVerdict verdict = Ledger.Compare(Truth, Complete, []);

        Assert.True(verdict.IsClean, verdict.ToString());
        Assert.Equal(3, verdict.Owed);
    }

    [Fact]
    public void A_message_that_was_sent_and_not_acknowledged_may_be_there()
    {
        LedgerVerdict verdict = Ledger.Compare(Truth, [.. Complete, new(Timed, 1_900, 4_100, false)], []);

        Assert.True(verdict.IsClean, verdict.ToString());
    }

    [Fact]
    public void An_acknowledged_message_that_is_missing_is_lost()
    {
        LedgerVerdict verdict = Ledger.Compare(Truth, Complete[1..], [9_600]);

        Assert.Equal([$"mqtt-acked {Timed} at 900 value 4000, written at 1010"], verdict.Lost);
    }

    [Fact]
    public void One_answer_in_flight_is_excused_for_a_kill_and_a_second_is_not()
    {
        LedgerVerdict oneKill = Ledger.Compare(Truth, Complete[..2], [9_600]);
        Assert.True(oneKill.IsClean, oneKill.ToString());
        Assert.Single(oneKill.InFlight);

        TruthEntry[] twoAnswers = [.. Truth, Truth[^1] with { At = 9_400, MilliCelsius = 5_200 }];
        Assert.Single(Ledger.Compare(twoAnswers, Complete[..2], [9_600]).Lost);
    }

    [Fact]
    public void An_answer_that_is_missing_without_a_kill_is_lost() =>
        Assert.Single(Ledger.Compare(Truth, Complete[..2], [20_000]).Lost);

    [Fact]
    public void A_reading_that_is_there_twice_is_seen()
    {
        Assert.Single(Ledger.Compare(Truth, [.. Complete, new(Serial, 1_700, 5_000, false)], []).Twice);
        Assert.NotEmpty(Ledger.Compare(Truth, [.. Complete, new(Timed, 900, 4_001, true)], []).Twice);
    }

    [Fact]
    public void A_reading_that_was_never_sent_is_seen() =>
        Assert.Single(Ledger.Compare(Truth, [.. Complete, new(Serial, 1_700, 6_000, false)], []).Invented);

    [Fact]
    public void A_reading_that_came_with_another_value_is_lost_and_invented()
    {
        LedgerVerdict verdict = Ledger.Compare(Truth, [new(Timed, 900, 4_001, false), .. Complete[1..]], []);

        Assert.Single(verdict.Lost);
        Assert.Single(verdict.Invented);
    }
}
