namespace ColdChain.Core.Readings;

/// <summary>EX-30. Whether a sensor had a certificate on the day of a reading.</summary>
public enum CalibrationStanding
{
    /// <summary>One was valid.</summary>
    Valid,

    /// <summary>The last one had run out.</summary>
    Expired,

    /// <summary>None that began on or before that day.</summary>
    None,
}
