using ColdChain.Server.Alarming.Notifiers;
using Microsoft.Extensions.Logging;

namespace ColdChain.Server.Tests.Alarming;

/// <summary>Keeps what is logged, the exception's text included.</summary>
internal sealed class CollectingLog : ILogger<ContainedNotifier>
{
    public List<string> Lines { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Add(formatter(state, exception) + exception);
}
