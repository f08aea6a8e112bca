using System.Globalization;
using ColdChain.Core.LoggerFiles.Written;

namespace ColdChain.Core.LoggerFiles.Delimited;

/// <summary>What is kept of a row until all are read and its moment is known: the cells themselves would be most of the memory.</summary>
internal readonly record struct ReadRow(int Line, string Sensor, WrittenTime Time, WrittenValue Value)
{
    public LoggerReading At(LoggerMoment moment) => new()
    {
        Sensor = Sensor,
        Source = LoggerReadingSource.Log,
        At = moment,
        Value = (Value as WrittenValue.Measured)?.Value,
        Fault = Value is WrittenValue.Faulty faulty ? new LoggerReadingFault(faulty.Fault, faulty.Detail) : null,
        Where = string.Create(CultureInfo.InvariantCulture, $"line {Line}"),
    };
}
