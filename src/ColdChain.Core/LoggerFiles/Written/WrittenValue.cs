using ColdChain.Core.Readings;
using ColdChain.Core.Temperatures;

namespace ColdChain.Core.LoggerFiles.Written;

/// <summary>What stands in the cell of a value.</summary>
public abstract record WrittenValue
{
    private WrittenValue()
    {
    }

    public sealed record Measured(Temperature Value) : WrittenValue;

    /// <summary>The device says that it has no temperature (EX-23).</summary>
    public sealed record Faulty(SensorFault Fault, string Detail) : WrittenValue;

    /// <summary>Neither a number nor a known way to say that there is none.</summary>
    public sealed record Unreadable : WrittenValue;
}
