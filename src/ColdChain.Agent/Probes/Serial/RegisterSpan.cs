namespace ColdChain.Agent.Probes.Serial;

/// <summary>Registers that follow each other: the first one in, the end one out.</summary>
public readonly record struct RegisterSpan(int First, int End)
{
    public int Count => End - First;

    public static RegisterSpan Of(int first, int count) => new(first, first + count);

    /// <summary>The shortest span over both.</summary>
    public RegisterSpan With(RegisterSpan other) => new(Math.Min(First, other.First), Math.Max(End, other.End));

    public bool Covers(RegisterSpan other) => other.First >= First && other.End <= End;
}
