using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using ColdChain.Agent.Probes.Mqtt;
using ColdChain.Agent.Probes.Mqtt.Profiles;
using ColdChain.Core.Readings;
using ColdChain.Core.Time;
using FsCheck;
using FsCheck.Fluent;

namespace ColdChain.Agent.Tests.Mqtt.Profiles;

/// <summary>What holds for every value and every order.</summary>
public sealed class ProfilePropertyTests
{
    private static readonly Instant Noon = Instant.FromUnixMilliseconds(1_777_593_600_000);

    private static readonly Gen<short> Hundredths = Gen.Choose(short.MinValue, short.MaxValue).Select(value => (short)value);

    /// <summary>Values of a fridge that stands nearly still, and steps of time from a tenth of a second to five.</summary>
    private static readonly Gen<(int Tenths, int Milliseconds)[]> Series =
        (from tenths in Gen.Choose(40, 42)
         from step in Gen.Elements(100, 300, 900, 1_900, 2_000, 5_000)
         select (tenths, step)).ArrayOf();

    [Fact]
    public void Fahrenheit_is_converted_exactly_and_rounded_once() =>
        Prop.ForAll(Gen.Choose(-3_000, 3_000).ToArbitrary(), tenths =>
        {
            ProbeValue value = new NumberMeaning { Scale = NumberScale.Fahrenheit }.Interpret(tenths / 10m);
            int numerator = ((tenths - 320) * 1000) / 2; // Thousandths of a degree times nine.
            int expected = (numerator + (Math.Sign(numerator) * 4)) / 9;
            return value is ProbeValue.Measured measured
                ? measured.Value.MilliCelsius == expected
                : expected < ReadingLimits.Coldest.MilliCelsius || expected > ReadingLimits.Hottest.MilliCelsius;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Every_value_of_an_lht65_is_that_value_or_a_fault() =>
        Prop.ForAll(Hundredths.ToArbitrary(), hundredths =>
        {
            byte[] record = Convert.FromHexString("CBF60B0D0376010ADD7FFF");
            BinaryPrimitives.WriteInt16BigEndian(record.AsSpan(7), hundredths);
            FoundReading found = MessageReaders.Create(Profiles.Named("dragino-lht65"), ProfileUse.Plain)
                .Read(new IncomingMessage("e", record, Noon))!.Readings.Single();
            return found.Value is ProbeValue.Measured measured
                ? measured.Value.MilliCelsius == hundredths * 10
                : hundredths is short.MaxValue or > 15_000 or < -20_000;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Whatever_is_dropped_as_a_copy_was_kept_less_than_two_seconds_before() =>
        Prop.ForAll(Series.ToArbitrary(), series =>
        {
            PayloadDecoder decoder = new([], [new MqttProfileOptions
            {
                Profile = "zigbee2mqtt",
                Sensors = new Dictionary<string, string> { ["f"] = "g/f/top" },
            }]);
            Dictionary<int, Instant> kept = [];
            Instant now = Noon;
            foreach ((int tenths, int milliseconds) in series)
            {
                now += TimeSpan.FromMilliseconds(milliseconds);
                string payload = string.Create(CultureInfo.InvariantCulture, $$"""{"temperature":{{tenths / 10m}}}""");
                bool isKept = decoder.Decode(new IncomingMessage("zigbee2mqtt/f", Encoding.UTF8.GetBytes(payload), now), now).Readings.Count == 1;
                bool mayBeDropped = kept.TryGetValue(tenths, out Instant before) && now - before < TimeSpan.FromSeconds(2);
                if (isKept == mayBeDropped)
                {
                    return false;
                }

                kept[tenths] = isKept ? now : kept[tenths];
            }

            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
}
