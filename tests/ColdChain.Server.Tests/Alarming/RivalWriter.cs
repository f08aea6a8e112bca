using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ColdChain.Server.Tests.Alarming;

/// <summary>Somebody who writes an alarm in the moment between another's reading and writing it.</summary>
internal sealed class RivalWriter : DbCommandInterceptor
{
    private readonly AsyncLocal<bool> _isWriting = new();
    private Func<Task>? _write;
    private int _left;

    /// <summary>After each of the next so many readings of alarms by the desk.</summary>
    public void After(int readings, Func<Task> write) => (_left, _write) = (readings, write);

    public override async ValueTask<InterceptionResult> DataReaderClosingAsync(
        DbCommand command, DataReaderClosingEventData eventData, InterceptionResult result)
    {
        bool isAlarm = command.CommandText.Contains("FROM \"alarm\" AS", StringComparison.Ordinal)
            || command.CommandText.Contains("FROM alarm AS", StringComparison.Ordinal);
        if (isAlarm && !_isWriting.Value && _write is not null && Interlocked.Decrement(ref _left) >= 0)
        {
            _isWriting.Value = true;
            await _write();
            _isWriting.Value = false;
        }

        return result;
    }
}
