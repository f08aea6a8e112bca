namespace ColdChain.Core.Wire;

/// <summary>The warnings of a profile as they travel (EX-19, EX-20); what is absent is not watched for.</summary>
public sealed record UnitWarnings
{
    public int? BandLowMilliCelsius { get; init; }

    public int? BandHighMilliCelsius { get; init; }

    public long? BandHoldSeconds { get; init; }

    public int? RiseMilliKelvin { get; init; }

    public long? RiseWithinSeconds { get; init; }
}
