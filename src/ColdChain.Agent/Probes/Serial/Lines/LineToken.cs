namespace ColdChain.Agent.Probes.Serial.Lines;

/// <summary>A part of a <see cref="LinePattern"/>.</summary>
internal abstract record LineToken
{
    private LineToken()
    {
    }

    public sealed record Literal(string Text) : LineToken;

    /// <summary>One or more spaces or tabs.</summary>
    public sealed record Spaces : LineToken;

    /// <summary>Up to the next literal.</summary>
    public sealed record Anything : LineToken;

    /// <param name="Divisor">1, 10, 100 or 1000.</param>
    public sealed record Number(string Name, bool IsFahrenheit, int Divisor) : LineToken
    {
        /// <summary>To the unit of its name; degrees Celsius for a temperature. Not rounded.</summary>
        public decimal Convert(decimal raw) => IsFahrenheit ? ((raw / Divisor) - 32m) * 5m / 9m : raw / Divisor;
    }
}
