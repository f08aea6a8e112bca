namespace ColdChain.Core.Keeping;

/// <summary>Milliseconds in each temperature band (EX-21). A value: adding gives another. The default is none.</summary>
public readonly record struct BandTimes
{
    public long FreezeAlarm { get; init; }

    public long Freezing { get; init; }

    public long Cold { get; init; }

    public long InRange { get; init; }

    public long Warm { get; init; }

    public long Room { get; init; }

    public long Hot { get; init; }

    public long Total => FreezeAlarm + Freezing + Cold + InRange + Warm + Room + Hot;

    public long this[TemperatureBand band] => band switch
    {
        TemperatureBand.FreezeAlarm => FreezeAlarm,
        TemperatureBand.Freezing => Freezing,
        TemperatureBand.Cold => Cold,
        TemperatureBand.InRange => InRange,
        TemperatureBand.Warm => Warm,
        TemperatureBand.Room => Room,
        TemperatureBand.Hot => Hot,
    };

    public BandTimes Plus(TemperatureBand band, long milliseconds) => band switch
    {
        TemperatureBand.FreezeAlarm => this with { FreezeAlarm = FreezeAlarm + milliseconds },
        TemperatureBand.Freezing => this with { Freezing = Freezing + milliseconds },
        TemperatureBand.Cold => this with { Cold = Cold + milliseconds },
        TemperatureBand.InRange => this with { InRange = InRange + milliseconds },
        TemperatureBand.Warm => this with { Warm = Warm + milliseconds },
        TemperatureBand.Room => this with { Room = Room + milliseconds },
        TemperatureBand.Hot => this with { Hot = Hot + milliseconds },
    };
}
