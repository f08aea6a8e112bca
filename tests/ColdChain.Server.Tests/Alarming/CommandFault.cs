using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ColdChain.Server.Tests.Alarming;

/// <summary>Kills the process, as far as the database can tell, at the n-th command that is sent to it.</summary>
internal sealed class CommandFault : DbCommandInterceptor
{
    private int _left = int.MaxValue;

    public bool WasReached { get; private set; }

    public void AtCommand(int number) => (_left, WasReached) = (number, false);

    public void Never() => _left = int.MaxValue;

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) => Count(result);

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default) => new(Count(result));

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default) => new(Count(result));

    private T Count<T>(T result)
    {
        if (--_left > 0)
        {
            return result;
        }

        WasReached = true;
        throw new PowerCutException();
    }
}
